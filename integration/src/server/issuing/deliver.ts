import { ApiVideoError } from '../../api-video/error.js';
import { publicAssets } from '../../api-video/private-assets.js';
import type { MintingVideo } from '../../api-video/schema.js';
import { type Desk, missing, requeue, settle } from './desk.js';
import { busyAfter, isReason, passesByItself } from './failure.js';
import { readyFromPublic, readyFromSession, type Session } from './session.js';
import type { Ticket } from './ticket.js';

const MOST_FAILURES = 3;
/** How long to go without list pages once so many of them in a row gave no tokens: one alone may be an accident. */
const NO_PAGES_FOR = 10 * 60 * 1000;
const MOST_BARE_PAGES = 2;
/** How long to read each video by itself once two reads gave the same token. */
const ONE_TOKEN_FOR = 60 * 1000;

/** What one read brought. */
export interface Arrival {
  videos: readonly MintingVideo[];
  isPage: boolean;
  /** Whether it was a page of a gallery's own query. */
  isQuery: boolean;
  /** When the read began, on the desk's clock. */
  askedAt: number;
}

/** Uses what a read brought: for the tickets it was made for, for others that wait, then for the pool. */
export function arrive(desk: Desk, arrival: Arrival, tickets: readonly Ticket[]): void {
  const { videos } = arrival;
  if (arrival.isPage) notePage(desk, arrival);
  const expected = new Map(tickets.map((ticket) => [ticket.videoId, ticket]));
  const surplus: MintingVideo[] = [];
  for (const video of videos) {
    const ticket = expected.get(video.videoId) ?? desk.queue.firstFor(video.videoId);
    expected.delete(video.videoId);
    if (!ticket) surplus.push(video);
    else if (video.public) settlePublic(desk, video, ticket);
    else deliver(desk, arrival, video, ticket);
  }
  for (const ticket of expected.values()) {
    ticket.page = undefined;
    if (arrival.isPage) requeue(desk, ticket);
    else tryAgain(desk, ticket, anotherVideo(ticket.videoId));
  }
  for (const video of surplus)
    if (!video.public && isWorthKeeping(desk, arrival, video.videoId)) deliver(desk, arrival, video);
}

/**
 * What was asked for lately is. So is the first session of a neighbour in a gallery's own query: its page costs a read,
 * and the visitor who asked for the first screen is likely to scroll on.
 */
function isWorthKeeping(desk: Desk, { isQuery }: Arrival, videoId: string): boolean {
  if (missing(desk, videoId) > 0) return true;
  const { pool, poolLimits, coming } = desk;
  const hasRoom = poolLimits.perVideo > 0 && pool.size() < poolLimits.total;
  return isQuery && hasRoom && pool.count(videoId) + coming.of(videoId) === 0;
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

/** Learns whether list pages hold tokens at all. */
function notePage(desk: Desk, { videos, askedAt }: Arrival): void {
  const hidden = videos.filter((video) => !video.public);
  if (hidden.length === 0) return;
  desk.barePages = hidden.some((video) => hasToken(desk, video, askedAt)) ? 0 : desk.barePages + 1;
  if (desk.barePages >= MOST_BARE_PAGES) desk.noPagesUntil = desk.now() + NO_PAGES_FOR;
}

function hasToken({ exchange }: Desk, video: MintingVideo, askedAt: number): boolean {
  try {
    exchange.stateOf(video, askedAt);
    return true;
  } catch (error) {
    return !isReason(error, 'missing-token');
  }
}

function settlePublic(desk: Desk, video: MintingVideo, ticket: Ticket): void {
  try {
    settle(desk, ticket, readyFromPublic(video.videoId, publicAssets(video, desk.client.isAllowed)));
  } catch (error) {
    giveUp(desk, ticket, error);
  }
}

function deliver(desk: Desk, arrival: Arrival, video: MintingVideo, ticket?: Ticket): void {
  try {
    const state = desk.exchange.stateOf(video, arrival.askedAt);
    // Read by itself and given again after its exchange failed, a token was never used up: no list repeats an old item.
    if (state === 'new' || (state === 'failed' && !arrival.isPage)) {
      if (ticket) desk.queue.remove(ticket);
      void use(desk, video, ticket);
    } else if (state === 'shared') {
      desk.oneTokenUntil = desk.now() + ONE_TOKEN_FOR;
      if (ticket) requeue(desk, ticket);
    } else tryAgain(desk, ticket, usedBefore(video.videoId));
  } catch (error) {
    tryAgain(desk, ticket, error);
  }
}

const anotherVideo = (videoId: string) =>
  new ApiVideoError('invalid-answer', `api.video was asked for ${videoId} and gave another video.`);

const usedBefore = (videoId: string) =>
  new ApiVideoError('token-used', `api.video gave a private token of ${videoId} that was used before.`);

async function use(desk: Desk, video: MintingVideo, ticket?: Ticket): Promise<void> {
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

/** A token that could not be used costs one attempt; after the second the video is read by itself. */
function tryAgain(desk: Desk, ticket: Ticket | undefined, error: unknown): void {
  if (!ticket || ticket.issued) return;
  ticket.failures++;
  if (ticket.failures > 1 || isReason(error, 'missing-token')) ticket.page = undefined;
  if (ticket.failures >= MOST_FAILURES || !passesByItself(error)) giveUp(desk, ticket, error);
  else requeue(desk, ticket);
}

function giveUp(desk: Desk, ticket: Ticket, error: unknown): void {
  desk.onError(error, ticket.videoId);
  settle(desk, ticket, busyAfter(error));
}
