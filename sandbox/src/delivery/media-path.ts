/**
 * A request to the media host, taken apart: `/vod/{id}[/token/{token}]/{asset}` (api-video.md, "Addresses of assets").
 */
export interface MediaPath {
  videoId: string;
  token?: string;
  asset: Asset;
}

export type Asset =
  | { name: 'session' }
  | { name: 'thumbnail' }
  | { name: 'mp4' }
  | { name: 'manifest' }
  | { name: 'captions'; language: string }
  | { name: 'chapters'; language: string }
  | { name: 'captionPlaylist'; language: string }
  | { name: 'playlist'; quality: string }
  | { name: 'init'; quality: string }
  | { name: 'segment'; quality: string; number: number };

const PATH = /^\/vod\/([A-Za-z0-9]+)(?:\/token\/([A-Za-z0-9_-]{1,128}))?\/(.+)$/;

const FIXED: Record<string, Asset> = {
  session: { name: 'session' },
  'thumbnail.jpg': { name: 'thumbnail' },
  'mp4/source.mp4': { name: 'mp4' },
  'hls/manifest.m3u8': { name: 'manifest' },
};

/** Names of playlists and segments are ours: clients may not guess them (api-video.md, "HLS"). */
const HLS = /^hls\/(\d+p)\/(?:(manifest\.m3u8)|(init\.mp4)|segment-(\d{1,6})\.m4s)$/;

export function parseMediaPath(pathname: string): MediaPath | undefined {
  const [, videoId, token, rest] = PATH.exec(pathname) ?? [];
  const asset = rest === undefined ? undefined : parseAsset(rest);
  return videoId && asset ? { videoId, asset, ...(token && { token }) } : undefined;
}

function parseAsset(rest: string): Asset | undefined {
  if (Object.hasOwn(FIXED, rest)) return FIXED[rest];
  const [, tracks, language] = /^(captions|chapters)\/([A-Za-z-]+)\.vtt$/.exec(rest) ?? [];
  if (language) return { name: tracks === 'captions' ? 'captions' : 'chapters', language };
  const caption = /^hls\/captions\/([A-Za-z-]+)\.m3u8$/.exec(rest)?.[1];
  if (caption) return { name: 'captionPlaylist', language: caption };
  const [, quality, playlist, init, number] = HLS.exec(rest) ?? [];
  if (!quality) return undefined;
  if (playlist) return { name: 'playlist', quality };
  return init ? { name: 'init', quality } : { name: 'segment', quality, number: Number(number) };
}

/** Where a video's assets begin; a slash and an asset follow (api-video.md, "Addresses of assets"). */
export const mediaBase = (origin: string, videoId: string, token: string | undefined) =>
  `${origin}/vod/${videoId}${token ? `/token/${token}` : ''}`;
