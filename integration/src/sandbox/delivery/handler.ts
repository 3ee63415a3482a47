import type { Answer, Handler, Incoming } from '../http/exchange.js';
import { notFound, problemAnswer, wrongMethod } from '../http/problem.js';
import type { World } from '../world.js';
import { admitAsset, proofOf } from './admission.js';
import { findAsset } from './assets.js';
import { carriesKey } from './key-watch.js';
import { parseMediaPath } from './media-path.js';
import { referrerAllowed } from './referrer.js';
import { openSession } from './session.js';

/** apivideo-contract 9.8; the media hosts are read from the gallery's own origin. */
const CORS = {
  'access-control-allow-origin': '*',
  'access-control-expose-headers': 'X-Token-Session, Content-Length, Content-Range',
};

const PREFLIGHT = {
  'access-control-allow-methods': 'GET, HEAD, OPTIONS',
  'access-control-allow-headers': 'X-Token-Session, Range',
  'access-control-max-age': '600',
};

/** The media host: `/session`, thumbnails, mp4, HLS. */
export function mediaHandler(world: World, wait: (milliseconds: number) => Promise<void>): Handler {
  return async (request) => {
    if (carriesKey(request, world.apiKey)) world.counters.keyOnDeliveryHost += 1;
    if (request.url.pathname.endsWith('/session') && world.switches.latency > 0)
      await wait(world.switches.latency);
    const answer = answerFor(world, request);
    return { ...answer, headers: { ...CORS, ...answer.headers } };
  };
}

function answerFor(world: World, request: Incoming): Answer {
  if (request.method === 'OPTIONS') return { status: 204, headers: PREFLIGHT };
  if (request.method !== 'GET' && request.method !== 'HEAD') return wrongMethod();
  const path = parseMediaPath(request.url.pathname);
  const video = path && world.videos.get(path.videoId);
  if (!path || !video) return refuse(world, 404);
  if (path.asset.name === 'session') {
    const opened = path.token && openSession(world, video, path.token);
    return opened ? uncached(opened) : refuse(world, world.switches.usedTokenStatus);
  }
  const send = findAsset(world, video, path.asset, request);
  if (!send) return refuse(world, 404);
  if (!referrerAllowed(world, request)) return refuse(world, 403);
  const admission = admitAsset(world, video, path.token, proofOf(request));
  if (!admission.admitted) return refuse(world, world.switches.usedTokenStatus);
  const { session, opened } = admission;
  const answer = send(session);
  if (video.public)
    return { ...answer, headers: { ...answer.headers, 'cache-control': 'public, max-age=60' } };
  return uncached(answer, opened && session ? { 'x-token-session': session } : {});
}

const uncached = (answer: Answer, more: Record<string, string> = {}): Answer => ({
  ...answer,
  headers: { ...answer.headers, ...more, 'cache-control': 'private, no-store' },
});

const refusals = {
  403: () => problemAnswer(403, { type: 'forbidden', title: 'Forbidden.' }),
  404: () => notFound('videoId'),
  410: () => problemAnswer(410, { type: 'gone', title: 'Gone.' }),
};

function refuse(world: World, status: keyof typeof refusals): Answer {
  world.counters.refused += 1;
  return uncached(refusals[status]());
}
