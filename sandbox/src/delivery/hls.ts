import type { Answer } from '../http/exchange.js';
import { nativeName } from '../state/native-name.js';
import type { VideoRecord } from '../state/videos.js';
import { captionPlaylist, manifest, playlist } from './hls-playlists.js';
import type { Asset } from './media-path.js';
import type { Rendition } from './rendition.js';

/** Sends one asset; `session` is carried into the links of playlists. */
export type SendAsset = (session: string | undefined) => Answer;

type HlsAsset = Extract<Asset, { name: 'manifest' | 'captionPlaylist' | 'playlist' | 'init' | 'segment' }>;

/** One part of a video's HLS; nothing when it has no such part. `file` sends bytes, by ranges. */
export function findHls(
  { captions }: VideoRecord,
  renditions: Rendition[],
  asset: HlsAsset,
  file: (bytes: Uint8Array, type: string) => () => Answer,
): SendAsset | undefined {
  const [first] = renditions;
  if (!first) return undefined;
  if (asset.name === 'manifest') {
    const subtitles = [...captions].map(([language, caption]) => ({
      language,
      name: nativeName(language) ?? language,
      default: caption.default,
    }));
    return (session) => m3u8(manifest(renditions, subtitles, session));
  }
  if (asset.name === 'captionPlaylist') {
    return captions.has(asset.language)
      ? (session) => m3u8(captionPlaylist(asset.language, first, session))
      : undefined;
  }
  const rendition = renditions.find(({ quality }) => quality === asset.quality);
  if (!rendition) return undefined;
  if (asset.name === 'playlist') return (session) => m3u8(playlist(rendition, session));
  if (asset.name === 'init') return file(rendition.init, 'video/mp4');
  const segment = rendition.segments[asset.number - 1];
  return segment && file(segment, 'video/iso.segment');
}

const m3u8 = (body: string): Answer => text(body, 'application/vnd.apple.mpegurl');

export const text = (body: string, type: string): Answer => ({
  status: 200,
  headers: { 'content-type': type },
  body,
});
