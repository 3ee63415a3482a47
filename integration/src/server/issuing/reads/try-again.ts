import { busyAfter, isReason, passesByItself, saysNothing } from '../failure-kinds.js';
import type { IssueResult } from '../issue.js';
import type { IssuerState } from '../issuer-state.js';
import type { PendingRequest } from '../queue/pending-request.js';
import { requeue, settle } from '../queue/settle.js';
import { scoutFailed } from './scout.js';

/** Tries of one request, and of a video in a row, whoever waits for it. */
const MOST_FAILURES = 3;
/** The same where nobody waits. */
const MOST_FOR_POOL = 2;
/** The same of a video that has brought sessions, while others fail as well. */
const MOST_WHILE_OTHERS_FAIL = 9;

export interface Attempt {
  /** When its read began. */
  askedAt: number;
  /** Nothing else came through either, so it was hardly the video's fault. */
  outage?: boolean;
  /** It was tried twice already. */
  isLast?: boolean;
  /** Another attempt would bring the same. */
  isCertain?: boolean;
}

/**
 * What could not be used costs one attempt; after the second the video is read by itself. A video that goes on bringing
 * nothing is left alone, also by those who wait for it.
 *
 * @param wish The pending request, or the id of a video that is meant for the pool.
 */
export function tryAgain(
  state: IssuerState,
  wish: PendingRequest | string,
  error: unknown,
  attempt: Attempt,
): void {
  const { askedAt, outage = false, isLast = false, isCertain = !passesByItself(error) } = attempt;
  const isForPool = typeof wish === 'string';
  if (!isForPool && wish.result) return;
  const videoId = isForPool ? wish : wish.videoId;
  const isProven = state.demand.isProven(videoId);
  // Each try of a video that never worked counts by itself.
  const since = isProven ? askedAt : Number.POSITIVE_INFINITY;
  const inVain = state.videos.inVain(videoId, isLast ? 2 : 1, since);
  const isGeneral = isProven && state.videos.isGeneral(videoId);
  if (isForPool) {
    const most = isGeneral ? MOST_WHILE_OTHERS_FAIL : MOST_FOR_POOL;
    if (!isProven || isCertain || inVain >= most) state.videos.refillFailed(videoId, outage);
    return;
  }
  wish.failures++;
  if (wish.failures > 1 || isReason(error, 'missing-token')) wish.page = undefined;
  const isOften = inVain >= (isGeneral ? MOST_WHILE_OTHERS_FAIL : MOST_FAILURES);
  const isHopeless = isCertain || isOften || state.videos.isTroubled(videoId) || (isLast && !isProven);
  if (!isHopeless && !isLast && wish.failures < MOST_FAILURES) {
    requeue(state, wish);
    return;
  }
  state.onError(error, videoId);
  settle(state, wish, busyAfter(error));
  if (saysNothing(error)) scoutFailed(state, wish, busyAfter(error));
  if (!isHopeless) return;
  state.videos.failed(videoId, outage);
  settleWaiting(state, videoId, busyAfter(error));
}

/** What is certain of a video: whoever asks meanwhile hears the same, and the pool has no use for it. */
export function settleForAll(
  state: IssuerState,
  videoId: string,
  result: IssueResult,
  request?: PendingRequest,
): void {
  state.videos.settled(videoId, result);
  state.demand.forget(videoId);
  state.belowTarget.delete(videoId);
  if (request) settle(state, request, result);
  settleWaiting(state, videoId, result);
}

function settleWaiting(state: IssuerState, videoId: string, result: IssueResult): void {
  for (let next = state.queue.firstFor(videoId); next; next = state.queue.firstFor(videoId))
    settle(state, next, result);
}
