import { atom } from '../http/atom-date.js';
import { newVideo } from '../state/new-video.js';
import type { World } from '../world.js';

/** The clip every broadcast plays, over and over. */
export const LIVE_CLIP = 'lights';

/**
 * Begins or ends a broadcast. Its end leaves a recording: a video with the stream's name and access, which names the
 * stream it came from (api-video.md, "Live streams").
 */
export function broadcast(world: World, liveStreamId: string, onAir: boolean): void {
  const stream = world.liveStreams.get(liveStreamId);
  if (!stream || (stream.onAirSince !== undefined) === onAir) return;
  const { onAirSince: _since, ...offAir } = stream;
  const now = world.clock();
  world.liveStreams.put(onAir ? { ...stream, onAirSince: now } : offAir);
  const emittedAt = atom(now);
  const type = onAir ? 'live-stream.broadcast.started' : 'live-stream.broadcast.ended';
  world.webhooks.emit({ type, emittedAt, liveStreamId });
  if (onAir) return;
  const recording = {
    ...newVideo(world, { title: stream.name, public: stream.public }),
    media: { kind: 'clip' as const, clip: LIVE_CLIP },
    liveStreamId,
  };
  world.videos.put(recording);
  world.webhooks.emit({ type: 'video.source.recorded', emittedAt, liveStreamId, videoId: recording.videoId });
}
