import { admitAsset, proofOf } from '../delivery/admission.js';
import { delivery, refuse, sent } from '../delivery/answers.js';
import { referrerAllowed } from '../delivery/referrer.js';
import { renditionOf } from '../delivery/rendition.js';
import { openSession } from '../delivery/session-endpoint.js';
import type { Answer, Handler, Incoming } from '../http/exchange.js';
import { fileAnswer } from '../http/ranges.js';
import { clipFile } from '../state/clips.js';
import type { LiveStream } from '../state/live-streams.js';
import type { World } from '../world.js';
import { LIVE_CLIP } from './broadcast.js';
import { type LiveAsset, parseLivePath } from './live-path.js';
import { livePlaylist, segmentOnAir, segmentsOnAir } from './live-playlist.js';

/** The live host: `/session`, thumbnail, HLS. The token rules are those of videos. */
export const liveHandler = (world: World, wait: (milliseconds: number) => Promise<void>): Handler =>
  delivery(world, wait, (request) => answerFor(world, request));

function answerFor(world: World, request: Incoming): Answer {
  const path = parseLivePath(request.url.pathname);
  const stream = path && world.liveStreams.get(path.liveStreamId);
  if (!path || !stream) return refuse(world, 404);
  const medium = { id: stream.liveStreamId, public: stream.public };
  if (path.asset.name === 'session') return openSession(world, medium, path.token);
  const send = findAsset(world, stream, path.asset, request);
  if (!send) return refuse(world, 404);
  if (!referrerAllowed(world, request)) return refuse(world, 403);
  return sent(world, medium, admitAsset(world, medium, path.token, proofOf(request)), send);
}

/** Nothing but the thumbnail while the stream is off air. */
function findAsset(world: World, stream: LiveStream, asset: LiveAsset, { headers }: Incoming) {
  if (asset.name === 'thumbnail') {
    const { bytes, type } = stream.thumbnail ?? { bytes: clipFile(`${LIVE_CLIP}.jpg`), type: 'image/jpeg' };
    return () => fileAnswer(bytes, type, headers.range);
  }
  const rendition = renditionOf(clipFile(`${LIVE_CLIP}.mp4`));
  if (stream.onAirSince === undefined || !rendition) return undefined;
  const onAir = world.clock() - stream.onAirSince;
  if (asset.name === 'manifest') {
    return (session: string | undefined) =>
      manifest(livePlaylist(rendition, stream.liveStreamId, onAir, session));
  }
  if (asset.name === 'init') return () => fileAnswer(rendition.init, 'video/mp4', headers.range);
  if (asset.name !== 'segment' || asset.number >= segmentsOnAir(rendition, onAir)) return undefined;
  const segment = segmentOnAir(rendition, asset.number);
  return segment && (() => fileAnswer(segment, 'video/iso.segment', headers.range));
}

/** It changes every few seconds. */
const manifest = (body: string): Answer => ({
  status: 200,
  headers: { 'content-type': 'application/vnd.apple.mpegurl', 'cache-control': 'no-store' },
  body,
});
