import { busyAfter, isAboutTheAccount, isReason, saysNothing } from '../failure-kinds.js';
import { type Desk, requeue, settle } from '../issuer-state.js';
import type { Ticket } from '../queue/pending-request.js';
import { type PlannedRead, videosOf } from './plan.js';
import { scoutFailed, sendScout } from './scout.js';
import { settleForAll, tryAgain } from './try-again.js';

/**
 * A read that failed: its tickets wait for the quota, go on by themselves, or are told what happened.
 *
 * @param tickets The one that paid for the read first.
 */
export function failed(
  desk: Desk,
  planned: PlannedRead,
  askedAt: number,
  tickets: readonly Ticket[],
  error: unknown,
): void {
  if (isReason(error, 'rate-limited')) {
    desk.budget.exhausted(error.retryAfter ?? 60);
    // A read that was refused is made again.
    tickets[0]?.reservation.refund();
    for (const ticket of tickets) requeue(desk, ticket);
    return;
  }
  if (planned.kind === 'page') failedPage(desk, planned, askedAt, tickets, error);
  else failedVideo(desk, planned.videoId, askedAt, tickets, error);
}

function failedVideo(
  desk: Desk,
  videoId: string,
  askedAt: number,
  tickets: readonly Ticket[],
  error: unknown,
): void {
  if (isReason(error, 'not-found')) settleForAll(desk, videoId, { status: 'gone' }, tickets[0]);
  else if (tickets.length > 0 && isAboutTheAccount(error)) {
    desk.videos.failed(videoId, true);
    refuse(desk, tickets, error);
  } else {
    const outage = saysNothing(error) && desk.answeredAt < askedAt;
    // A read that brought no answer was made twice already, where anybody could pay for that.
    const isLast = !isReason(error, 'invalid-answer');
    for (const wish of tickets.length > 0 ? tickets : [videoId])
      tryAgain(desk, wish, error, { outage, isLast });
  }
}

/** Only a video read by itself says anything about the video: the tickets of a page that fails go on like that. */
function failedPage(
  desk: Desk,
  planned: PlannedRead & { kind: 'page' },
  askedAt: number,
  tickets: readonly Ticket[],
  error: unknown,
): void {
  if (tickets.length === 0) for (const videoId of videosOf(planned)) desk.videos.refillFailed(videoId, true);
  // What stands between here and api.video may forbid a list, and let single videos through.
  const isForbidden = isReason(error, 'suspended');
  if (isAboutTheAccount(error) && !isForbidden) {
    refuse(desk, tickets, error);
    return;
  }
  desk.onError(error);
  const certain = !saysNothing(error);
  const { answeredAt } = desk;
  const advice = desk.pages.failed(planned.page.key, { certain, askedAt, answeredAt });
  if (advice !== 'again') for (const ticket of tickets) ticket.page = undefined;
  if (advice === 'one-first' || isForbidden) sendScout(desk, tickets);
  else for (const ticket of tickets) requeue(desk, ticket);
}

function refuse(desk: Desk, tickets: readonly Ticket[], error: unknown): void {
  desk.onError(error);
  for (const ticket of tickets) {
    settle(desk, ticket, busyAfter(error));
    scoutFailed(desk, ticket, busyAfter(error));
  }
}
