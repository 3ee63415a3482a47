import { nativeName } from '../state/languages.js';
import type { VideoRecord } from '../state/videos.js';
import type { World } from '../world.js';

/** What the player page needs; `token` and `session` for private videos only. */
export interface PlayerSources {
  videoId: string;
  title: string;
  poster: string;
  hls: string;
  mp4?: string;
  captions: { src: string; srclang: string; label: string; default: boolean }[];
  token?: string;
  session?: string;
}

export function playerSources(
  world: World,
  video: VideoRecord,
  access: { token: string; session: string } | undefined,
): PlayerSources {
  const base = `${world.origins.media}/vod/${video.videoId}${access ? `/token/${access.token}` : ''}`;
  const query = access ? `?avh=${encodeURIComponent(access.session)}` : '';
  return {
    videoId: video.videoId,
    title: video.title,
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
