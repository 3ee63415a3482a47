import type { TokenResult } from '../../contract/tokens.js';
import type { BusyState, VideoState, VideoStates } from '../session/store.js';
import type { VideoElement } from '../session/video-element.js';

const UNREACHABLE_RETRY_S = 5;
const SHORTEST_S = 1;
const LONGEST_S = 600;
const STEADY_TRIES = 3;
/** How much longer than it has to a video may wait, so that visitors who were refused together do not come back so. */
const SPREAD = 0.5;

/** When the endpoint may be asked again, after it refused a whole request. */
let pausedUntil = 0;

/** Makes a video that is new wait with those that a whole request was refused for, as long as any of them waits. */
export const pause = (states: VideoStates): BusyState | undefined =>
  Object.values(states).find(
    (state): state is BusyState => state.status === 'busy' && state.dueAt === pausedUntil,
  ) && { status: 'busy', dueAt: pausedUntil };

/**
 * What becomes of a video that got no session.
 *
 * No connection, a timeout, 429, 5xx and what is not ours to read count as `busy`, by `Retry-After` where there is
 * one; any other refusal of the whole request is `error`. A session that is not for the element that asked counts
 * as denied, one that cannot be used as `error`. A session still good while the service is busy is kept, and only asked
 * for later.
 *
 * @param answer The endpoint's word on this video.
 * @param response The answer to the whole request, if one came.
 * @param known What was known of all videos, and of those that were answered with it. Those that wait do so together.
 */
export function failureState(
  { grant, video }: Pick<VideoElement, 'grant' | 'video'>,
  answer: TokenResult | undefined,
  response: Response | undefined,
  known: VideoStates,
  answered: VideoStates = {},
): VideoState {
  const status = statusOf(answer, response, video);
  if (status !== 'busy') return { status, dueAt: Infinity };
  const before = known[grant];
  const now = Date.now();
  const tries = (before?.tries ?? 0) + 1;
  const held = before?.status === 'ready' && before.expiresAt > now;
  const retryIn = answer?.status === 'busy' ? answer.retryIn : retryAfter(response, now);
  const dueAt = togetherWith({ ...known, ...answered }, now, retryIn, tries);
  if (!answer) pausedUntil = dueAt;
  return { ...(held ? before : { status }), tries, dueAt };
}

function statusOf(answer: TokenResult | undefined, response: Response | undefined, video: string) {
  switch (answer?.status) {
    case 'busy':
    case 'denied':
    case 'stale':
    case 'gone':
      return answer.status;
    case 'ready':
      return answer.id === video ? 'error' : 'denied';
  }
  const passing = !response || response.ok || response.status === 429 || response.status >= 500;
  return passing ? 'busy' : 'error';
}

/** Seconds or a date (RFC 9110, 10.2.3). */
function retryAfter(response: Response | undefined, now: number): number {
  const given = response?.headers.get('retry-after');
  if (!given) return UNREACHABLE_RETRY_S;
  const seconds = Number(given);
  return Number.isNaN(seconds) ? (Date.parse(given) - now) / 1000 : seconds;
}

/** When to ask again: with others that wait, where one is planned in time, so that one request does for all. */
function togetherWith(states: VideoStates, now: number, retryIn: number, tries: number): number {
  const from = now + retryDelay(retryIn, tries, 0);
  const to = now + retryDelay(retryIn, tries, 1);
  const planned = Object.values(states).flatMap(({ status, dueAt, tries }) =>
    (status === 'busy' || tries) && dueAt >= from && dueAt <= to ? dueAt : [],
  );
  return planned.length > 0 ? Math.min(...planned) : now + retryDelay(retryIn, tries);
}

/**
 * Milliseconds until the next try: what the server asked for, up to half as long again so that visitors who were
 * refused together do not come back together; doubled with every try after the third, ten minutes at most.
 *
 * @param retryIn Seconds the server asked for; what makes no sense counts as five, less than one as one.
 * @param tries Refusals in a row, this one included.
 */
export function retryDelay(retryIn: number, tries: number, random = Math.random()): number {
  const seconds = Number.isFinite(retryIn) ? Math.max(SHORTEST_S, retryIn) : UNREACHABLE_RETRY_S;
  const growth = 2 ** Math.max(0, tries - STEADY_TRIES);
  return Math.min(LONGEST_S, seconds * growth * (1 + random * SPREAD)) * 1000;
}
