import { MAX_GRANTS } from '../../contract/tokens.js';
import { later, loadLater } from '../lazy/load.js';
import { readyState } from './ready-state.js';
import { requestTokens } from './request-tokens.js';
import { keep, recall } from './session-cache.js';
import { $videos, putVideos, type VideoState } from './store.js';
import { place, type VideoElement } from './video-element.js';

let waiting: VideoElement[] = [];
let asking = new Set<string>();

/**
 * Gets a session in the next frame: one kept for this tab, else from the endpoint, together with all others that
 * are wanted then. A grant on its way is not asked for twice.
 */
export function ask(video: VideoElement): void {
  place(video);
  if (asking.has(video.grant)) return;
  asking.add(video.grant);
  if (waiting.push(video) === 1) requestAnimationFrame(sendWaiting);
}

/** Forgets what was asked: answers that still arrive are dropped. */
export function stopAsking(): void {
  waiting = [];
  asking = new Set();
}

function sendWaiting(): void {
  const states: Record<string, VideoState> = {};
  const unkept = waiting.filter(({ grant, video }) => {
    if ($videos.get()[grant]) return true;
    const kept = recall(grant, video);
    states[grant] = kept || { status: 'loading', dueAt: Infinity };
    if (kept) asking.delete(grant);
    return !kept;
  });
  waiting = [];
  putVideos(states);
  // A request takes up to 100 grants and fewer long ones: with one of 4096 characters over, it stays below 64 KiB.
  let size = -1;
  const requestOf = (video: VideoElement) => {
    size += Math.max(6e4 / MAX_GRANTS, video.grant.length);
    return ((size / 6e4) | 0) + video.endpoint;
  };
  Map.groupBy(unkept, requestOf).forEach(send);
}

async function send(asked: VideoElement[]): Promise<void> {
  const stillAsking = asking;
  const askedAt = Date.now();
  const [response, answers] = await requestTokens(
    (asked[0] as VideoElement).endpoint,
    asked.map((video) => video.grant),
  );
  const ready = asked.map(({ video }, index) => readyState(answers?.[index], video, askedAt));
  if (!ready.every((state) => state)) await loadLater();
  if (stillAsking !== asking) return;
  const states: Record<string, VideoState> = {};
  asked.forEach(({ grant }, index) => {
    asking.delete(grant);
    states[grant] = ready[index] ??
      later?.stateInTrouble(answers?.[index], response, $videos.get()[grant]) ?? {
        // Not even the code that decides on it can be had.
        status: 'busy',
        dueAt: askedAt + 30_000,
      };
    keep(grant, states[grant]);
  });
  putVideos(states);
}
