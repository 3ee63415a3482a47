import { isPing, takePing } from '../collector/collector-handler.js';
import type { Answer, Handler, Incoming } from '../http/exchange.js';
import type { World } from '../world.js';
import { admitAsset, proofOf } from './admission.js';
import { delivery, refuse, sent } from './answers.js';
import { findAsset } from './assets.js';
import { awaitsManifest, notYet } from './awaited.js';
import { parseMediaPath } from './media-path.js';
import { referrerAllowed } from './referrer.js';
import { openSession } from './session-endpoint.js';

/** The media host: `/session`, thumbnails, mp4, HLS. The collector stands on it as well. */
export function mediaHandler(world: World, wait: (milliseconds: number) => Promise<void>): Handler {
  const deliver = delivery(world, wait, (request) => answerFor(world, request));
  return (request) => (isPing(request) ? takePing(world, request) : deliver(request));
}

function answerFor(world: World, request: Incoming): Answer {
  const path = parseMediaPath(request.url.pathname);
  const video = path && world.videos.get(path.videoId);
  if (!path || !video) return refuse(world, 404);
  const medium = { id: video.videoId, public: video.public };
  if (path.asset.name === 'session') return openSession(world, medium, path.token);
  const send = findAsset(world, video, path.asset, request);
  if (!send && !awaitsManifest(world, video, path.asset)) return refuse(world, 404);
  if (!referrerAllowed(world, request)) return refuse(world, 403);
  if (!send) return notYet(world, medium, path.token, request);
  return sent(world, medium, admitAsset(world, medium, path.token, proofOf(request)), send);
}
