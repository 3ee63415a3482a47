import { type Desk, requeue, settle } from './desk.js';
import { busyAfter, isReason, passesByItself } from './failure.js';
import type { Issued } from './issued.js';
import type { Ticket } from './ticket.js';

/** Tries of one ticket. */
const MOST_FAILURES = 3;
/** Tries in a row, of all tickets, until a video that has brought sessions before is left alone as well. */
const MOST_IN_VAIN = 9;

export interface Attempt {
  /** Nothing else came through either, so it was hardly the video's fault. */
  outage?: boolean;
  /** Enough was tried for this ticket. */
  isLast?: boolean;
  /** Another attempt would bring the same. */
  isCertain?: boolean;
}

/**
 * What could not be used costs one attempt; after the second the video is read by itself. A video that goes on bringing
 * nothing is left alone, also by those who wait for it.
 *
 * @param wish The ticket, or the id of a video that is meant for the pool.
 */
export function tryAgain(desk: Desk, wish: Ticket | string, error: unknown, attempt: Attempt = {}): void {
  const { outage = false, isLast = false, isCertain = !passesByItself(error) } = attempt;
  const isForPool = typeof wish === 'string';
  if (!isForPool && wish.issued) return;
  const videoId = isForPool ? wish : wish.videoId;
  const inVain = desk.videos.inVain(videoId);
  const isProven = desk.demand.isProven(videoId);
  if (isForPool) {
    if (!isProven || isCertain || inVain >= MOST_FAILURES) desk.videos.refillFailed(videoId, outage);
    return;
  }
  wish.failures++;
  if (wish.failures > 1 || isReason(error, 'missing-token')) wish.page = undefined;
  const isHopeless =
    isCertain ||
    desk.videos.isTroubled(videoId) ||
    (isProven ? inVain >= MOST_IN_VAIN : isLast || inVain >= MOST_FAILURES);
  if (!isHopeless && !isLast && wish.failures < MOST_FAILURES) {
    requeue(desk, wish);
    return;
  }
  desk.onError(error, videoId);
  settle(desk, wish, busyAfter(error));
  if (!isHopeless) return;
  desk.videos.failed(videoId, outage);
  settleWaiting(desk, videoId, busyAfter(error));
}

/** What is certain of a video: whoever asks meanwhile hears the same, and the pool has no use for it. */
export function settleForAll(desk: Desk, videoId: string, issued: Issued, ticket?: Ticket): void {
  desk.videos.settled(videoId, issued);
  desk.demand.forget(videoId);
  desk.short.delete(videoId);
  if (ticket) settle(desk, ticket, issued);
  settleWaiting(desk, videoId, issued);
}

function settleWaiting(desk: Desk, videoId: string, issued: Issued): void {
  for (let next = desk.queue.firstFor(videoId); next; next = desk.queue.firstFor(videoId))
    settle(desk, next, issued);
}
