import { LONG_WAIT } from '../../../contract/durations.js';
import { busyAfter, isAboutTheAccount, isReason, saysNothing } from '../failure-kinds.js';
import type { IssuerState } from '../issuer-state.js';
import type { PendingRequest } from '../queue/pending-request.js';
import { requeue, settle } from '../queue/settle.js';
import { type PlannedRead, videosOf } from './plan.js';
import { scoutFailed, sendScout } from './scout.js';
import { settleForAll, tryAgain } from './try-again.js';

/**
 * A read that failed: its requests wait for the quota, go on by themselves, or are told what happened.
 *
 * @param requests The one that paid for the read first.
 */
export function readFailed(
  state: IssuerState,
  planned: PlannedRead,
  askedAt: number,
  requests: readonly PendingRequest[],
  error: unknown,
): void {
  if (isReason(error, 'rate-limited')) {
    state.budget.exhausted(error.retryAfter ?? LONG_WAIT);
    // A read that was refused is made again.
    requests[0]?.reservation.refund();
    for (const request of requests) requeue(state, request);
    return;
  }
  if (planned.kind === 'page') pageReadFailed(state, planned, askedAt, requests, error);
  else videoReadFailed(state, planned.videoId, askedAt, requests, error);
}

function videoReadFailed(
  state: IssuerState,
  videoId: string,
  askedAt: number,
  requests: readonly PendingRequest[],
  error: unknown,
): void {
  if (isReason(error, 'not-found')) settleForAll(state, videoId, { status: 'gone' }, requests[0]);
  else if (requests.length > 0 && isAboutTheAccount(error)) {
    state.videos.failed(videoId, true);
    refuse(state, requests, error);
  } else {
    const outage = saysNothing(error) && state.answeredAt < askedAt;
    // A read that brought no answer was made twice already, where anybody could pay for that.
    const isLast = !isReason(error, 'invalid-answer');
    for (const wish of requests.length > 0 ? requests : [videoId])
      tryAgain(state, wish, error, { askedAt, outage, isLast });
  }
}

/** Only a video read by itself says anything about the video: the requests for a page that fails go on like that. */
function pageReadFailed(
  state: IssuerState,
  planned: PlannedRead & { kind: 'page' },
  askedAt: number,
  requests: readonly PendingRequest[],
  error: unknown,
): void {
  if (requests.length === 0)
    for (const videoId of videosOf(planned)) state.videos.refillFailed(videoId, true);
  // What stands between here and api.video may forbid a list, and let single videos through.
  const isForbidden = isReason(error, 'suspended');
  if (isAboutTheAccount(error) && !isForbidden) {
    refuse(state, requests, error);
    return;
  }
  state.onError(error);
  const certain = !saysNothing(error);
  const { answeredAt } = state;
  const advice = state.pages.failed(planned.page.key, { certain, askedAt, answeredAt });
  if (advice !== 'again') for (const request of requests) request.page = undefined;
  if (advice === 'one-first' || isForbidden) sendScout(state, requests);
  else for (const request of requests) requeue(state, request);
}

function refuse(state: IssuerState, requests: readonly PendingRequest[], error: unknown): void {
  state.onError(error);
  for (const request of requests) {
    settle(state, request, busyAfter(error));
    scoutFailed(state, request, busyAfter(error));
  }
}
