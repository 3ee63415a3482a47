import type { Examined } from '../../last-build/examine-build.js';

/** 0 a build would change something, 1 it would not; what cannot be told (2) never gets here. */
export const exitCodeOf = ({ reasons }: Examined): number => (reasons.length > 0 ? 0 : 1);

const moment = (time: number) => new Date(time).toISOString().replace(/\.\d+Z$/, 'Z');

export function textReport({ reasons, builtAt, onlyShown }: Examined): string {
  const since = builtAt === undefined ? '' : ` since the build of ${moment(builtAt)}`;
  if (reasons.length > 0)
    return `A build would change the site${since}: ${reasons.map(({ text }) => text).join('; ')}.`;
  return `A build would change nothing: ${onlyShown ? 'no video that pages show has changed' : 'no video has changed'}${since}.`;
}

export function jsonReport(examined: Examined): string {
  const { reasons, changes, builtAt, onlyShown } = examined;
  const { added, edited, deleted } = changes ?? {};
  return JSON.stringify({
    stale: reasons.length > 0,
    exitCode: exitCodeOf(examined),
    reasons,
    ...(changes ? { videos: { added, edited, deleted } } : {}),
    ...(builtAt === undefined ? {} : { builtAt: moment(builtAt) }),
    onlyShown,
  });
}

/** What is printed instead where nothing can be told. */
export const jsonFailure = (error: string): string => JSON.stringify({ stale: null, exitCode: 2, error });
