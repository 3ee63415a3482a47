import { ApiVideoError } from '../../api-video/error.js';
import { publicAssets } from '../../api-video/private-assets.js';
import type { MintingVideo } from '../../api-video/schema.js';
import { type Desk, missing, ONE_TOKEN_FOR, requeue, settle } from './desk.js';
import { busyAfter, isReason, passesByItself } from './failure.js';
import type { Issued } from './issued.js';
import type { PageRead } from './page-read.js';
import { readyFromPublic, readyFromSession, type Session } from './session.js';
import type { Ticket } from './ticket.js';

/** Tries of one ticket. */
const MOST_FAILURES = 3;
/** Tries in a row, of all tickets, until a video that has brought sessions before is left alone as well. */
const MOST_IN_VAIN = 9;

/** What one read brought. */
export interface Arrival {
  videos: readonly MintingVideo[];
  /** The page that was read; undefined for a video read by itself. */
  page: PageRead | undefined;
  /** When the read began, on the desk's clock. */
  askedAt: number;
}

/**
 * Uses what a read brought: for the tickets it was made for, for others that wait, then for the pool.
 *
 * @param refilled Videos that it was made for where nobody waits.
 */
export function arrive(
  desk: Desk,
  arrival: Arrival,
  tickets: readonly Ticket[],
  refilled: readonly string[] = [],
): void {
  const { videos, page } = arrival;
  if (page) notePage(desk, page, arrival);
  const expected = new Map(tickets.map((ticket) => [ticket.videoId, ticket]));
  const absent = new Set(refilled);
  const surplus: MintingVideo[] = [];
  for (const video of videos) {
    const ticket = expected.get(video.videoId) ?? desk.queue.firstFor(video.videoId);
    expected.delete(video.videoId);
    absent.delete(video.videoId);
    if (video.public) settlePublic(desk, video, ticket);
    else if (ticket) deliver(desk, arrival, video, ticket);
    else surplus.push(video);
  }
  for (const ticket of expected.values()) {
    if (page) {
      desk.demand.leavePage(ticket.videoId, page.key);
      ticket.page = undefined;
      requeue(desk, ticket);
    } else tryAgain(desk, ticket, anotherVideo(ticket.videoId), NOT_AN_OUTAGE);
  }
  for (const videoId of absent) {
    if (page) desk.demand.leavePage(videoId, page.key);
    else desk.videos.refillFailed(videoId, false);
  }
  for (const video of surplus)
    if (isWorthKeeping(desk, arrival, video.videoId, refilled)) deliver(desk, arrival, video);
}

/**
 * What was asked for lately is. So is the first session of a neighbour in a gallery's own query: its page costs a read,
 * and the visitor who asked for the first screen is likely to scroll on. Visitors who wait come before all of it.
 */
function isWorthKeeping(
  desk: Desk,
  { page }: Arrival,
  videoId: string,
  refilled: readonly string[],
): boolean {
  if (!desk.exchange.isIdle()) return false;
  // A video that never brings one is not tried with each page that lists it.
  if (desk.videos.refillIn(videoId) > 0 && !refilled.includes(videoId)) return false;
  if (missing(desk, videoId) > 0) return true;
  const { pool, poolLimits, coming } = desk;
  const hasRoom = poolLimits.perVideo > 0 && pool.size() < poolLimits.total;
  return Boolean(page?.isQuery) && hasRoom && pool.count(videoId) + coming.of(videoId) === 0;
}

/** Learns whether list pages hold tokens at all. */
function notePage(desk: Desk, { key }: PageRead, { videos, askedAt }: Arrival): void {
  const hidden = videos.filter((video) => !video.public);
  desk.pages.read(
    key,
    hidden.length > 0 ? hidden.some((video) => hasToken(desk, video, askedAt)) : undefined,
  );
}

function hasToken({ exchange }: Desk, video: MintingVideo, askedAt: number): boolean {
  try {
    exchange.stateOf(video, askedAt);
    return true;
  } catch (error) {
    return !isReason(error, 'missing-token');
  }
}

/** What is certain of a video: whoever asks meanwhile hears the same, and the pool has no use for it. */
export function settleForAll(desk: Desk, videoId: string, issued: Issued, ticket?: Ticket): void {
  desk.videos.settled(videoId, issued);
  desk.demand.forget(videoId);
  desk.short.delete(videoId);
  if (ticket) settle(desk, ticket, issued);
  settleWaiting(desk, videoId, issued);
}

function settlePublic(desk: Desk, video: MintingVideo, ticket?: Ticket): void {
  if (!ticket && !desk.demand.isRecent(video.videoId)) return;
  try {
    const assets = publicAssets(video, desk.client.isAllowed);
    settleForAll(desk, video.videoId, readyFromPublic(video.videoId, assets), ticket);
  } catch (error) {
    tryAgain(desk, ticket ?? video.videoId, error, NOT_AN_OUTAGE);
  }
}

function deliver(desk: Desk, arrival: Arrival, video: MintingVideo, ticket?: Ticket): void {
  try {
    const state = desk.exchange.stateOf(video, arrival.askedAt);
    // Read by itself and given again after its exchange failed, a token was never used up: no list repeats an old item.
    if (state === 'new' || (state === 'failed' && !arrival.page)) {
      if (ticket) desk.queue.remove(ticket);
      void use(desk, arrival, video, ticket);
    } else if (state === 'shared') {
      desk.oneTokenUntil = desk.now() + ONE_TOKEN_FOR;
      if (ticket) requeue(desk, ticket);
    } else {
      // Another read would come from the same cache.
      const attempt = { outage: false, ...(!arrival.page && { isCertain: true }) };
      tryAgain(desk, ticket ?? video.videoId, usedBefore(video.videoId), attempt);
    }
  } catch (error) {
    tryAgain(desk, ticket ?? video.videoId, error, NOT_AN_OUTAGE);
  }
}

const NOT_AN_OUTAGE: Attempt = { outage: false };

const anotherVideo = (videoId: string) =>
  new ApiVideoError('unusable-video', `api.video was asked for ${videoId} and gave another video.`);

const usedBefore = (videoId: string) =>
  new ApiVideoError('token-used', `api.video gave a private token of ${videoId} that was used before.`);

async function use(desk: Desk, arrival: Arrival, video: MintingVideo, ticket?: Ticket): Promise<void> {
  const { videoId } = video;
  desk.coming.add(videoId, 1);
  try {
    const session = await desk.exchange.open(video, {
      visitor: ticket?.visitor,
      isWanted: () => isWanted(desk, videoId, ticket),
    });
    if (session) {
      desk.openedAt = desk.now();
      desk.demand.prove(videoId);
      desk.videos.recovered(videoId);
      desk.videos.outageOver();
      give(desk, session, ticket);
    } else if (ticket) requeue(desk, ticket);
  } catch (error) {
    const outage = passesByItself(error) && desk.openedAt < arrival.askedAt;
    tryAgain(desk, ticket ?? videoId, error, { outage });
  } finally {
    desk.coming.add(videoId, -1);
    desk.wake();
  }
}

/** Whether a session is still of use when its exchange can begin, being counted as coming itself. */
function isWanted(desk: Desk, videoId: string, ticket: Ticket | undefined): boolean {
  if (desk.closed) return false;
  if (ticket ? !ticket.issued : desk.pool.count(videoId) < desk.poolLimits.perVideo) return true;
  return desk.queue.firstFor(videoId) !== undefined || missing(desk, videoId) >= 0;
}

function give(desk: Desk, session: Session, ticket?: Ticket): void {
  const receiver = ticket && !ticket.issued ? ticket : desk.queue.firstFor(session.videoId);
  if (receiver) settle(desk, receiver, readyFromSession(session, desk.now()));
  else if (!desk.closed) desk.pool.put(session);
}

export interface Attempt {
  /** Nothing else came through either, so it was hardly the video's fault. */
  outage: boolean;
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
export function tryAgain(desk: Desk, wish: Ticket | string, error: unknown, attempt: Attempt): void {
  const { outage, isLast = false, isCertain = !passesByItself(error) } = attempt;
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

function settleWaiting(desk: Desk, videoId: string, issued: Issued): void {
  for (let next = desk.queue.firstFor(videoId); next; next = desk.queue.firstFor(videoId))
    settle(desk, next, issued);
}
