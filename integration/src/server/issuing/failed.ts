import { giveUp, settleForAll } from './deliver.js';
import { type Desk, requeue, settle } from './desk.js';
import { busyAfter, isAboutTheAccount, isReason } from './failure.js';
import { type PlannedRead, videosOf } from './plan.js';
import type { Ticket } from './ticket.js';

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
    if (tickets[0]) tickets[0].reservation.points++;
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
  const passes = isReason(error, 'unavailable');
  const outage = passes && desk.answeredAt < askedAt;
  if (isReason(error, 'not-found')) settleForAll(desk, videoId, { status: 'gone' }, tickets[0]);
  else if (tickets.length === 0) desk.videos.refillFailed(videoId, outage);
  else if (isAboutTheAccount(error)) refuse(desk, tickets, error);
  else for (const ticket of tickets) giveUp(desk, ticket, error, { outage, isCertain: !passes });
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
  if (isAboutTheAccount(error)) {
    refuse(desk, tickets, error);
    return;
  }
  const certain = !isReason(error, 'unavailable');
  const { answeredAt } = desk;
  const isAtFault = desk.pages.failed(planned.page.key, { certain, askedAt, answeredAt });
  desk.onError(error);
  // In an outage one of them shows whether reads of single videos work; a crowd of them would not help it.
  const [first, ...others] = tickets;
  const goOn = isAtFault ? tickets : first ? [first] : [];
  for (const ticket of goOn) {
    ticket.page = undefined;
    requeue(desk, ticket);
  }
  if (!isAtFault) for (const ticket of others) settle(desk, ticket, busyAfter(error));
}

function refuse(desk: Desk, tickets: readonly Ticket[], error: unknown): void {
  desk.onError(error);
  for (const ticket of tickets) settle(desk, ticket, busyAfter(error));
}
