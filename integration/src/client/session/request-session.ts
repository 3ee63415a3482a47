import { MAX_GRANTS } from '../../contract/tokens.js';
import { lazyChunk, loadLazyChunk } from '../lazy/load.js';
import { readyState } from './ready-state.js';
import { requestTokens } from './request-tokens.js';
import { cachedSession, cacheState } from './session-cache.js';
import { $videos, putVideos, type VideoState } from './store.js';
import { attach, type VideoElement } from './video-element.js';

let queue: VideoElement[] = [];
/** Grants that are queued, or on their way. */
let pending = new Set<string>();

/**
 * Gets a session in the next frame: one cached for this tab, else from the endpoint, together with all others that
 * are wanted then. A grant on its way is not asked for twice, and while the endpoint wants a pause, what is new waits.
 */
export function requestSession(video: VideoElement): void {
  attach(video);
  if (pending.has(video.grant)) return;
  pending.add(video.grant);
  if (queue.push(video) === 1) requestAnimationFrame(sendQueue);
}

/** Forgets what was asked: answers that still arrive are dropped. */
export function cancelRequests(): void {
  queue = [];
  pending = new Set();
}

function sendQueue(): void {
  const states: Record<string, VideoState> = {};
  const uncached = queue.filter(({ grant, video }) => {
    if ($videos.get()[grant]) return true;
    const known = cachedSession(grant, video) || lazyChunk?.pause($videos.get());
    states[grant] = known || { status: 'loading', dueAt: Infinity };
    if (known) pending.delete(grant);
    return !known;
  });
  queue = [];
  putVideos(states);
  // A request takes up to 100 grants and fewer long ones: with one of 4096 characters over, it stays below 64 KiB.
  // Those whose session failed are asked for apart.
  let size = -1;
  const requestOf = (video: VideoElement) => {
    size += Math.max(6e4 / MAX_GRANTS, video.grant.length);
    return ((size / 6e4) | 0) + video.endpoint + video.failures;
  };
  Map.groupBy(uncached, requestOf).forEach(send);
}

async function send(videos: VideoElement[]): Promise<void> {
  const pendingThen = pending;
  const sentAt = Date.now();
  const states: Record<string, VideoState> = {};
  const [response, answers] = await requestTokens(
    videos[0] as VideoElement,
    videos.map((video) => video.grant),
  );
  for (const [index, video] of videos.entries()) {
    const answer = answers?.[index];
    states[video.grant] = readyState(answer, video.video, sentAt) ??
      (await loadLazyChunk())?.failureState(video, answer, response, $videos.get(), states) ?? {
        // Not even the code that decides on it can be had.
        status: 'busy',
        dueAt: sentAt + 3e4,
      };
  }
  if (pendingThen !== pending) return;
  for (const grant in states) {
    pending.delete(grant);
    cacheState(grant, states[grant] as VideoState);
  }
  putVideos(states);
}
