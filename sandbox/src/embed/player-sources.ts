import type { Medium } from '../delivery/admission.js';
import { mediaBase } from '../delivery/media-path.js';
import { liveBase } from '../live/live-path.js';
import type { LiveStream } from '../state/live-streams.js';
import { nativeName } from '../state/native-name.js';
import type { VideoRecord } from '../state/videos.js';
import type { World } from '../world.js';

/** What the player page needs; `token` and `session` for private videos only. */
export interface PlayerSources {
  title: string;
  live: boolean;
  poster: string;
  hls: string;
  mp4?: string;
  captions: { src: string; srclang: string; label: string; default: boolean }[];
  token?: string;
  session?: string;
}

export interface Access {
  token: string;
  session: string;
}

/** What a player page shows: a video or a live stream. */
export interface Subject {
  medium: Medium;
  sources(access: Access | undefined): PlayerSources;
}

/** `/vod/{id}` or `/live/{id}`. */
export function findSubject(world: World, pathname: string): Subject | undefined {
  const [, kind, id = ''] = /^\/(vod|live)\/([A-Za-z0-9]+)$/.exec(pathname) ?? [];
  const video = kind === 'vod' ? world.videos.get(id) : undefined;
  if (video)
    return { medium: { id, public: video.public }, sources: (access) => videoSources(world, video, access) };
  const stream = kind === 'live' ? world.liveStreams.get(id) : undefined;
  return (
    stream && {
      medium: { id, public: stream.public },
      sources: (access) => liveSources(world, stream, access),
    }
  );
}

const queryOf = (access: Access | undefined) => (access ? `?avh=${encodeURIComponent(access.session)}` : '');

function videoSources(world: World, video: VideoRecord, access: Access | undefined): PlayerSources {
  const base = mediaBase(world.origins.media, video.videoId, access?.token);
  const query = queryOf(access);
  return {
    title: video.title,
    live: false,
    poster: `${base}/thumbnail.jpg${query}`,
    hls: `${base}/hls/manifest.m3u8${query}`,
    ...(video.mp4Support && world.switches.mp4 && { mp4: `${base}/mp4/source.mp4${query}` }),
    captions: [...video.captions].map(([language, caption]) => ({
      src: `${base}/captions/${language}.vtt${query}`,
      srclang: language,
      label: nativeName(language) ?? language,
      default: caption.default,
    })),
    ...access,
  };
}

function liveSources(world: World, stream: LiveStream, access: Access | undefined): PlayerSources {
  const base = liveBase(world.origins.live, stream.liveStreamId, access?.token);
  const query = queryOf(access);
  return {
    title: stream.name,
    live: true,
    poster: `${base}/thumbnail.jpg${query}`,
    hls: `${base}.m3u8${query}`,
    captions: [],
    ...access,
  };
}
