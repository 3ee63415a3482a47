import { publicAssets } from '../../api-video/private-assets.js';
import type { ApiVideo } from '../../api-video/schema.js';
import { type Desk, missing, requeue, settle } from './desk.js';
import { busyAfter, isReason, passesByItself } from './failure.js';
import { readyFromPublic, readyFromSession, type Session } from './session.js';
import type { Ticket } from './ticket.js';

const MOST_FAILURES = 3;
/** How long to go without list pages once one of them gave no tokens. */
const NO_PAGES_FOR = 10 * 60 * 1000;

/** Uses what a read brought: for the tickets it was made for, for others that wait, then for the pool. */
export function arrive(
  desk: Desk,
  videos: readonly ApiVideo[],
  tickets: readonly Ticket[],
  isPage: boolean,
): void {
  const hidden = videos.filter((video) => !video.public);
  if (isPage && hidden.length > 0 && !hidden.some((video) => hasToken(desk, video))) {
    desk.noPagesUntil = desk.now() + NO_PAGES_FOR;
  }
  const expected = new Map(tickets.map((ticket) => [ticket.videoId, ticket]));
  const surplus: ApiVideo[] = [];
  for (const video of videos) {
    const ticket = expected.get(video.videoId) ?? desk.queue.firstFor(video.videoId);
    expected.delete(video.videoId);
    if (!ticket) surplus.push(video);
    else if (video.public) settlePublic(desk, video, ticket);
    else deliver(desk, video, ticket);
  }
  for (const ticket of expected.values()) {
    ticket.page = undefined;
    requeue(desk, ticket);
  }
  for (const video of surplus) if (!video.public && missing(desk, video.videoId) > 0) deliver(desk, video);
}

/** A read that failed: its tickets wait for the quota, or are told what happened. */
export function failed(desk: Desk, tickets: readonly Ticket[], error: unknown): void {
  if (isReason(error, 'rate-limited')) {
    desk.budget.exhausted(error.retryAfter ?? 60);
    for (const ticket of tickets) requeue(desk, ticket);
    return;
  }
  const gone = isReason(error, 'not-found');
  if (!gone) desk.onError(error);
  for (const ticket of tickets) settle(desk, ticket, gone ? { status: 'gone' } : busyAfter(error));
}

function hasToken({ exchange }: Desk, video: ApiVideo): boolean {
  try {
    exchange.isNew(video);
    return true;
  } catch (error) {
    return !isReason(error, 'missing-token');
  }
}

function settlePublic(desk: Desk, video: ApiVideo, ticket: Ticket): void {
  try {
    settle(desk, ticket, readyFromPublic(video.videoId, publicAssets(video, desk.client.isAllowed)));
  } catch (error) {
    giveUp(desk, ticket, error);
  }
}

function deliver(desk: Desk, video: ApiVideo, ticket?: Ticket): void {
  try {
    if (desk.exchange.isNew(video)) {
      if (ticket) desk.queue.remove(ticket);
      void use(desk, video, ticket);
      return;
    }
    desk.oneTokenAtATime = true;
    if (ticket) requeue(desk, ticket);
  } catch (error) {
    tryAgain(desk, ticket, error);
  }
}

async function use(desk: Desk, video: ApiVideo, ticket?: Ticket): Promise<void> {
  desk.coming.add(video.videoId, 1);
  try {
    give(desk, await desk.exchange.open(video), ticket);
  } catch (error) {
    tryAgain(desk, ticket, error);
  } finally {
    desk.coming.add(video.videoId, -1);
    desk.wake();
  }
}

function give(desk: Desk, session: Session, ticket?: Ticket): void {
  const receiver = ticket && !ticket.issued ? ticket : desk.queue.firstFor(session.videoId);
  if (receiver) settle(desk, receiver, readyFromSession(session, desk.now()));
  else if (!desk.closed) desk.pool.put(session);
}

/** A token that could not be used costs one attempt; the next one is read for this video alone. */
function tryAgain(desk: Desk, ticket: Ticket | undefined, error: unknown): void {
  if (!ticket || ticket.issued) return;
  ticket.failures++;
  ticket.page = undefined;
  if (ticket.failures >= MOST_FAILURES || !passesByItself(error)) giveUp(desk, ticket, error);
  else requeue(desk, ticket);
}

function giveUp(desk: Desk, ticket: Ticket, error: unknown): void {
  desk.onError(error, ticket.videoId);
  settle(desk, ticket, busyAfter(error));
}
