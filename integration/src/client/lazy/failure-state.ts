import type { TokenResult } from '../../contract/tokens.js';
import type { VideoState } from '../session/store.js';

const UNREACHABLE_RETRY_S = 5;
const STEADY_TRIES = 3;
const LONGEST_MS = 600_000;

/**
 * What becomes of a video that got no session.
 *
 * No connection, a timeout, 429, 5xx and what is not ours to read count as `busy`, by `Retry-After` where there is
 * one; any other refusal of the whole request is `error`. A session that is not for the element that asked counts
 * as denied. A session still good while the service is busy is kept, and only asked for later.
 *
 * @param answer The endpoint's word on this video.
 * @param response The answer to the whole request, if one came.
 */
export function failureState(
  answer: TokenResult | undefined,
  response: Response | undefined,
  before: VideoState | undefined,
): VideoState {
  const { status } = answer ?? requestStatus(response);
  if (status === 'ready') return { status: 'denied', dueAt: Infinity };
  if (status !== 'busy') return { status, dueAt: Infinity };
  const now = Date.now();
  const tries = (before?.tries ?? 0) + 1;
  const held = before?.status === 'ready' && before.expiresAt > now;
  const retryIn =
    answer?.status === 'busy'
      ? answer.retryIn
      : Number(response?.headers.get('retry-after')) || UNREACHABLE_RETRY_S;
  return { ...(held ? before : { status }), tries, dueAt: now + retryDelay(retryIn, tries) };
}

function requestStatus(response: Response | undefined): { status: 'busy' | 'error' } {
  const passing = !response || response.ok || response.status === 429 || response.status >= 500;
  return { status: passing ? 'busy' : 'error' };
}

/**
 * Milliseconds until the next try: what the server asked for, up to half as long again so that visitors who were
 * refused together do not come back together; doubled with every try after the third, ten minutes at most.
 *
 * @param retryIn Seconds the server asked for.
 * @param tries Refusals in a row, this one included.
 */
export const retryDelay = (retryIn: number, tries: number, random = Math.random()): number =>
  Math.min(LONGEST_MS, retryIn * 2 ** Math.max(0, tries - STEADY_TRIES) * (1 + random / 2) * 1000);
