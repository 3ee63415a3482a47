import { retryDelay } from '../../integration/src/client/lazy/failure-state.js';
import type { Issue, IssueOptions, IssueRequest } from '../../integration/src/server/issuing/issue.js';
import type { DayClock } from './clock.js';

/** How a visitor fared: everything within a second, everything within a minute, or not. */
export type Outcome = 'served' | 'waited' | 'refused';

const AT_ONCE = 1000;
const PATIENCE = 60_000;

/** Asks for videos as the island does, and again for those that are busy, for a minute at most. */
export async function ask(
  time: DayClock,
  issuer: () => { issue: Issue },
  wanted: readonly IssueRequest[],
  options: IssueOptions,
): Promise<Outcome> {
  const started = time.now();
  let missing = wanted;
  for (let tries = 1; ; tries++) {
    const issued = await issuer().issue(missing, options);
    let retryIn = 0;
    missing = missing.filter(({ videoId }) => {
      const video = issued.get(videoId);
      if (video?.status !== 'busy') return false;
      retryIn = Math.max(retryIn, video.retryIn);
      return true;
    });
    const took = time.now() - started;
    if (missing.length === 0) return took <= AT_ONCE ? 'served' : 'waited';
    const pause = retryDelay(retryIn, tries);
    if (took + pause > PATIENCE) return 'refused';
    await time.sleep(pause);
  }
}

const ORDER: readonly Outcome[] = ['served', 'waited', 'refused'];

/** A view is as good as the worst of its parts. */
export const worst = (outcomes: readonly Outcome[]): Outcome =>
  outcomes.reduce((a, b) => (ORDER.indexOf(a) > ORDER.indexOf(b) ? a : b), 'served');
