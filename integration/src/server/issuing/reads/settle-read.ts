import { publicAssets } from '../../../api-video/assets.js';
import { ApiVideoError } from '../../../api-video/errors.js';
import type { MintingVideo } from '../../../api-video/schema.js';
import { isReason } from '../failure-kinds.js';
import type { IssuerState } from '../issuer-state.js';
import type { PendingRequest } from '../queue/pending-request.js';
import { requeue } from '../queue/settle.js';
import { readyFromPublic } from '../sessions/ready-session.js';
import { shortfall } from '../sessions/shortfall.js';
import { assignToken } from './assign-token.js';
import type { PageRead, ReadResult } from './page-read.js';
import { settleForAll, tryAgain } from './try-again.js';

/**
 * Uses what a read brought: for the requests it was made for, for others that wait, then for the pool.
 *
 * @param refilled Videos that it was made for where nobody waits.
 */
export function settleRead(
  state: IssuerState,
  result: ReadResult,
  requests: readonly PendingRequest[],
  refilled: readonly string[] = [],
): void {
  const { videos, page } = result;
  if (page) notePage(state, page, result);
  const expected = new Map(requests.map((request) => [request.videoId, request]));
  const absent = new Set(refilled);
  const surplus: MintingVideo[] = [];
  for (const video of videos) {
    const request = expected.get(video.videoId) ?? state.queue.firstFor(video.videoId);
    expected.delete(video.videoId);
    absent.delete(video.videoId);
    if (video.public) settlePublic(state, result, video, request);
    else if (request) assignToken(state, result, video, request);
    else surplus.push(video);
  }
  for (const request of expected.values()) {
    if (page) {
      state.demand.leavePage(request.videoId, page.key);
      request.page = undefined;
      requeue(state, request);
    } else tryAgain(state, request, anotherVideo(request.videoId), result);
  }
  for (const videoId of absent) {
    if (page) state.demand.leavePage(videoId, page.key);
    else state.videos.refillFailed(videoId, false);
  }
  for (const video of surplus)
    if (isWorthKeeping(state, result, video.videoId, refilled)) assignToken(state, result, video);
}

/**
 * What was asked for lately is. So is the first session of a neighbour in a gallery's own query: its page costs a read,
 * and the visitor who asked for the first screen is likely to scroll on. Visitors who wait come before all of it.
 */
function isWorthKeeping(
  state: IssuerState,
  { page, isWatched }: ReadResult,
  videoId: string,
  refilled: readonly string[],
): boolean {
  if (!state.exchange.takesSpare()) return false;
  // A video that never brings one is not tried with each page that lists it.
  if (state.videos.refillIn(videoId) > 0 && !refilled.includes(videoId)) return false;
  const missing = shortfall(state, videoId);
  if (missing > 0) return true;
  const { pool, poolLimits, inFlight } = state;
  const ready = pool.count(videoId) + inFlight.of(videoId);
  if (ready >= poolLimits.perVideo || pool.size() >= poolLimits.total) return false;
  if (!isWatched || !page) return Boolean(page?.isQuery) && ready === 0;
  // The next visitor makes the list due again: one session more, and that visitor costs no read for the pool as well. Of a
  // long list that was read whole, the first page is looked at first.
  return missing === 0 && (page.page === 1 || ready > 0);
}

/** Learns whether list pages hold tokens at all. */
function notePage(state: IssuerState, { key }: PageRead, { videos, askedAt }: ReadResult): void {
  const hidden = videos.filter((video) => !video.public);
  state.pages.read(
    key,
    hidden.length > 0 ? hidden.some((video) => hasToken(state, video, askedAt)) : undefined,
  );
}

function hasToken({ exchange }: IssuerState, video: MintingVideo, askedAt: number): boolean {
  try {
    exchange.stateOf(video, askedAt);
    return true;
  } catch (error) {
    return !isReason(error, 'missing-token');
  }
}

function settlePublic(
  state: IssuerState,
  { askedAt }: ReadResult,
  video: MintingVideo,
  request?: PendingRequest,
): void {
  if (!request && !state.demand.isRecent(video.videoId)) return;
  try {
    const assets = publicAssets(video, state.client.isAllowed);
    settleForAll(state, video.videoId, readyFromPublic(video.videoId, assets), request);
  } catch (error) {
    tryAgain(state, request ?? video.videoId, error, { askedAt });
  }
}

const anotherVideo = (videoId: string) =>
  new ApiVideoError('unusable-video', `api.video was asked for ${videoId} and gave another video.`);
