import { ApiVideoError } from '../../api-video/error.js';
import { publicAssets } from '../../api-video/private-assets.js';
import type { MintingVideo } from '../../api-video/schema.js';
import { type Desk, missing, ONE_TOKEN_FOR, requeue, settle } from './desk.js';
import { busyAfter, isReason, passesByItself } from './failure.js';
import type { Issued } from './issued.js';
import type { PageRead } from './page-read.js';
import { readyFromPublic, readyFromSession, type Session } from './session.js';
import type { Ticket } from './ticket.js';

const MOST_FAILURES = 3;

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
    } else tryAgain(desk, arrival, ticket, anotherVideo(ticket.videoId));
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
    if (ticket) giveUp(desk, ticket, error, { outage: false, isCertain: true });
    else desk.videos.refillFailed(video.videoId, false);
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
    } else tryAgain(desk, arrival, ticket ?? video.videoId, usedBefore(video.videoId), !arrival.page);
  } catch (error) {
    tryAgain(desk, arrival, ticket ?? video.videoId, error);
  }
}

const anotherVideo = (videoId: string) =>
  new ApiVideoError('invalid-answer', `api.video was asked for ${videoId} and gave another video.`);

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
    tryAgain(desk, arrival, ticket ?? videoId, error);
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

/**
 * A token that could not be used costs one attempt; after the second the video is read by itself.
 *
 * @param isLast Whether another attempt would bring the same: an answer from some cache, say.
 */
function tryAgain(
  desk: Desk,
  { askedAt }: Arrival,
  wish: Ticket | string,
  error: unknown,
  isLast = false,
): void {
  const outage = passesByItself(error) && desk.openedAt < askedAt;
  if (typeof wish === 'string') {
    desk.videos.refillFailed(wish, outage);
    return;
  }
  if (wish.issued) return;
  const { videoId } = wish;
  wish.failures++;
  if (wish.failures > 1 || isReason(error, 'missing-token')) wish.page = undefined;
  // A video that has brought sessions before will do so again: each of its tickets may try as often.
  const inVain = desk.videos.inVain(videoId);
  const tries = desk.demand.isProven(videoId) ? wish.failures : inVain;
  const isOver = isLast || tries >= MOST_FAILURES || desk.videos.isTroubled(videoId);
  const isCertain = isLast || !passesByItself(error);
  if (isOver || isCertain) giveUp(desk, wish, error, { outage, isCertain });
  else requeue(desk, wish);
}

/**
 * After the last try.
 *
 * @param why Whether it was hardly the video's fault, and whether another token would have brought the same: then
 *   whoever waits for the video need not try as well.
 */
export function giveUp(
  desk: Desk,
  ticket: Ticket,
  error: unknown,
  why: { outage: boolean; isCertain: boolean },
): void {
  const { videoId } = ticket;
  desk.onError(error, videoId);
  desk.videos.failed(videoId, why.outage);
  settle(desk, ticket, busyAfter(error));
  if (why.isCertain || !desk.demand.isProven(videoId)) settleWaiting(desk, videoId, busyAfter(error));
}

function settleWaiting(desk: Desk, videoId: string, issued: Issued): void {
  for (let next = desk.queue.firstFor(videoId); next; next = desk.queue.firstFor(videoId))
    settle(desk, next, issued);
}
