import { atom } from '../http/atom-date.js';
import { liveBase } from '../live/live-path.js';
import type { LiveStream } from '../state/live-streams.js';
import type { World } from '../world.js';
import { PLACEHOLDER_TOKEN } from './video-view.js';

/** A read of a private stream mints a token for it, as for videos. */
export const readLiveView = (world: World, stream: LiveStream) =>
  view(world, stream, stream.public ? undefined : world.tokens.mint(stream.liveStreamId));

/** Answers to anything but a read hold a placeholder. */
export const writtenLiveView = (world: World, stream: LiveStream) =>
  view(world, stream, stream.public ? undefined : PLACEHOLDER_TOKEN);

/** See api-video.md, "Live streams". */
function view({ origins }: World, stream: LiveStream, token: string | undefined) {
  const { liveStreamId, playerId } = stream;
  const player = `${origins.embed}/live/${liveStreamId}${token ? `?token=${token}` : ''}`;
  const base = liveBase(origins.live, liveStreamId, token);
  return {
    liveStreamId,
    name: stream.name,
    streamKey: stream.streamKey,
    public: stream.public,
    ...(playerId && { playerId }),
    broadcasting: stream.onAirSince !== undefined,
    restreams: stream.restreams,
    createdAt: atom(stream.createdAt),
    updatedAt: atom(stream.updatedAt),
    assets: {
      hls: `${base}.m3u8`,
      iframe: `<iframe src="${player}" width="100%" height="100%" frameborder="0" scrolling="no" allowfullscreen="true"></iframe>`,
      player,
      thumbnail: `${base}/thumbnail.jpg`,
    },
  };
}
