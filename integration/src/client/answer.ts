import { fits } from './fits.js';
import type { Answer } from './request.js';
import { retryDelay } from './retry-delay.js';
import type { VideoState } from './videos.js';

const REFRESH_AHEAD_MS = 300_000;

/**
 * What one answer makes of a video.
 *
 * A session that does not fit the element counts as denied. One still good while the service is busy is kept, and
 * only asked for later. Sessions are refreshed five minutes ahead, short ones when a tenth of their life is left.
 *
 * @param video The `video` attribute of the element that asked.
 * @param askedAt When the request left, so that its travel time never makes a session look longer than it is.
 */
export function stateAfter(
  answer: Answer,
  video: string,
  before: VideoState | undefined,
  askedAt: number,
): VideoState {
  const { status } = answer;
  if (status === 'busy') {
    const now = Date.now();
    const tries = (before?.tries ?? 0) + 1;
    const retry = { tries, dueAt: now + retryDelay(answer.retryIn, tries) };
    return before?.status === 'ready' && before.expiresAt > now
      ? { ...before, ...retry }
      : { status, ...retry };
  }
  if (status !== 'ready') return { status, dueAt: Infinity };
  if (!fits(answer, video)) return { status: 'denied', dueAt: Infinity };
  const lifeMs = answer.expiresIn * 1000;
  const expiresAt = askedAt + lifeMs;
  return { ...answer, expiresAt, dueAt: expiresAt - Math.min(REFRESH_AHEAD_MS, lifeMs / 10) };
}
