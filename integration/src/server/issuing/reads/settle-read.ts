import { publicAssets } from '../../../api-video/assets.js';
import { ApiVideoError } from '../../../api-video/errors.js';
import type { MintingVideo } from '../../../api-video/schema.js';
import { isReason } from '../failure-kinds.js';
import { type Desk, missing, requeue } from '../issuer-state.js';
import type { Ticket } from '../queue/pending-request.js';
import { readyFromPublic } from '../sessions/ready-session.js';
import { assignToken } from './assign-token.js';
import type { PageRead, ReadResult } from './page-read.js';
import { settleForAll, tryAgain } from './try-again.js';

/**
 * Uses what a read brought: for the tickets it was made for, for others that wait, then for the pool.
 *
 * @param refilled Videos that it was made for where nobody waits.
 */
export function settleRead(
  desk: Desk,
  result: ReadResult,
  tickets: readonly Ticket[],
  refilled: readonly string[] = [],
): void {
  const { videos, page } = result;
  if (page) notePage(desk, page, result);
  const expected = new Map(tickets.map((ticket) => [ticket.videoId, ticket]));
  const absent = new Set(refilled);
  const surplus: MintingVideo[] = [];
  for (const video of videos) {
    const ticket = expected.get(video.videoId) ?? desk.queue.firstFor(video.videoId);
    expected.delete(video.videoId);
    absent.delete(video.videoId);
    if (video.public) settlePublic(desk, video, ticket);
    else if (ticket) assignToken(desk, result, video, ticket);
    else surplus.push(video);
  }
  for (const ticket of expected.values()) {
    if (page) {
      desk.demand.leavePage(ticket.videoId, page.key);
      ticket.page = undefined;
      requeue(desk, ticket);
    } else tryAgain(desk, ticket, anotherVideo(ticket.videoId));
  }
  for (const videoId of absent) {
    if (page) desk.demand.leavePage(videoId, page.key);
    else desk.videos.refillFailed(videoId, false);
  }
  for (const video of surplus)
    if (isWorthKeeping(desk, result, video.videoId, refilled)) assignToken(desk, result, video);
}

/**
 * What was asked for lately is. So is the first session of a neighbour in a gallery's own query: its page costs a read,
 * and the visitor who asked for the first screen is likely to scroll on. Visitors who wait come before all of it.
 */
function isWorthKeeping(
  desk: Desk,
  { page }: ReadResult,
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
function notePage(desk: Desk, { key }: PageRead, { videos, askedAt }: ReadResult): void {
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

function settlePublic(desk: Desk, video: MintingVideo, ticket?: Ticket): void {
  if (!ticket && !desk.demand.isRecent(video.videoId)) return;
  try {
    const assets = publicAssets(video, desk.client.isAllowed);
    settleForAll(desk, video.videoId, readyFromPublic(video.videoId, assets), ticket);
  } catch (error) {
    tryAgain(desk, ticket ?? video.videoId, error);
  }
}

const anotherVideo = (videoId: string) =>
  new ApiVideoError('unusable-video', `api.video was asked for ${videoId} and gave another video.`);
