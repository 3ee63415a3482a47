import { reportCounters } from '../state/counters.js';
import { encodingOf } from '../state/encoding.js';
import type { World } from '../world.js';

const ROWS = 200;

/** What the admin page shows: everything there is to know, the newest tokens and videos first. */
export function adminState(world: World) {
  const videos = world.videos.sorted('updatedAt', 'desc');
  const { sessionCallsPerToken, ...counters } = reportCounters(world);
  return {
    origins: world.origins,
    now: world.clock(),
    switches: world.switches,
    counters,
    faults: world.faults.report(),
    videosTotal: videos.length,
    videos: videos.slice(0, ROWS).map((video) => ({
      videoId: video.videoId,
      title: video.title,
      public: video.public,
      playable: encodingOf(video.media, world.clock(), world.switches.encodingTime).playable,
      tags: video.tags,
    })),
    liveStreams: world.liveStreams.all().map(({ liveStreamId, name, public: isPublic, onAirSince }) => ({
      liveStreamId,
      name,
      public: isPublic,
      onAir: onAirSince !== undefined,
    })),
    tokens: world.tokens
      .rows(ROWS)
      .map((row) => ({ ...row, sessionCalls: sessionCallsPerToken[row.token] ?? 0 })),
  };
}
