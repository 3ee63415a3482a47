import { isTrusted } from '../content/sync/resync-reason.js';
import type { Changes } from './find-changes.js';
import type { LastBuild, Leftover } from './last-build.js';
import type { NoLastBuild } from './last-build-file.js';

/** Why a build would change the site, for people and, by its name, for machines. */
export interface Reason {
  id:
    | 'no-build'
    | 'unreadable'
    | 'account'
    | 'release'
    | 'key'
    | 'clock'
    | 'week'
    | 'moving'
    | 'left'
    | 'videos'
    | 'one-read'
    | 'lengths';
  text: string;
}

/** What is so now, as far as it is known. */
export interface Now {
  time: number;
  release: string;
  /** Of the key, the address and the hosts that the build had. */
  account: string;
  /** Undefined where no `ASTRO_KEY` is set here. */
  grantKey: string | undefined;
}

export const noBuild = (why: NoLastBuild, file: string): Reason =>
  why === 'absent'
    ? { id: 'no-build', text: `${file} is not there, so no build is known` }
    : { id: 'unreadable', text: `${file} cannot be read, so the last build is not known` };

const moment = (time: number) => new Date(time).toISOString().replace(/\.\d+Z$/, 'Z');

const LEFT: Record<Leftover, string> = {
  lengths: 'the quota left lengths of videos for the next build',
  previews: 'the last build left previews of pictures for the next one',
};

/** Reasons that need no look at the account. */
export function reasonsWithin(build: LastBuild, now: Now): Reason[] {
  const { next, grantKey } = build;
  const reasons: (Reason | false)[] = [
    build.account !== now.account && {
      id: 'account',
      text: 'the key or the address of api.video are not those of the last build',
    },
    build.release !== now.release && {
      id: 'release',
      text: `the last build was made by astro-vitrine ${build.release}, and this is ${now.release}`,
    },
    now.grantKey !== undefined &&
      now.grantKey !== grantKey && { id: 'key', text: 'ASTRO_KEY is not that of the last build' },
    next !== undefined &&
      next <= now.time && { id: 'clock', text: `a gallery came or went by its dates at ${moment(next)}` },
    !isTrusted(build, now.time) && {
      id: 'week',
      text: 'the whole list was last read a week ago, or the clock was wrong: the next build reads it again',
    },
    !build.agrees && { id: 'moving', text: 'videos came or went while the last build read the list' },
    ...build.left.map((left): Reason => ({ id: 'left', text: LEFT[left] })),
  ];
  return reasons.filter((reason) => reason !== false);
}

const count = (number: number, what: string) => (number > 0 ? [`${number} ${what}`] : []);

/** Reasons that the account gives. */
export function reasonsOf({ added, edited, deleted, doubt }: Changes): Reason[] {
  const parts = [...count(added, 'new'), ...count(edited, 'edited'), ...count(deleted, 'deleted')];
  return [
    ...(parts.length > 0 ? [{ id: 'videos' as const, text: `videos: ${parts.join(', ')}` }] : []),
    ...(doubt ? [{ id: 'one-read' as const, text: `it cannot be told in one read (${doubt})` }] : []),
  ];
}
