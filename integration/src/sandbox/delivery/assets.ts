import type { Answer, Incoming } from '../http/exchange.js';
import { fileAnswer } from '../http/ranges.js';
import type { VideoRecord } from '../state/videos.js';
import type { World } from '../world.js';
import type { Asset } from './media-path.js';
import { playable } from './playable.js';
import { manifest, playlist } from './playlists.js';
import type { Rendition } from './rendition.js';

/** Sends one asset; `session` is carried into the links of playlists. */
export type SendAsset = (session: string | undefined) => Answer;

const M3U8 = 'application/vnd.apple.mpegurl';

/**
 * How an asset is sent, or nothing when the video has no such asset. Found before anything is admitted, so that a
 * request for what does not exist uses nothing up.
 */
export function findAsset(
  world: World,
  video: VideoRecord,
  asset: Asset,
  request: Incoming,
): SendAsset | undefined {
  const media = playable(video, world.clock(), world.switches.encodingTime);
  const file = (bytes: Uint8Array, type: string) => () => fileAnswer(bytes, type, request.headers.range);
  if (asset.name === 'captions' || asset.name === 'chapters') {
    const vtt =
      asset.name === 'captions'
        ? video.captions.get(asset.language)?.vtt
        : video.chapters.get(asset.language);
    return vtt === undefined ? undefined : () => text(vtt, 'text/vtt; charset=utf-8');
  }
  if (!media || asset.name === 'session') return undefined;
  if (asset.name === 'thumbnail') {
    const { bytes, type } = media.thumbnail();
    return file(bytes, type);
  }
  if (asset.name === 'mp4') {
    const { mp4 } = media;
    if (!mp4 || !video.mp4Support || !world.switches.mp4) return undefined;
    return () => download(file(mp4(), 'video/mp4')(), video, request.url);
  }
  return findHls(media.renditions(), asset, file);
}

type HlsAsset = Extract<Asset, { name: 'manifest' | 'playlist' | 'init' | 'segment' }>;

function findHls(
  renditions: Rendition[],
  asset: HlsAsset,
  file: (bytes: Uint8Array, type: string) => () => Answer,
): SendAsset | undefined {
  if (renditions.length === 0) return undefined;
  if (asset.name === 'manifest') return (session) => text(manifest(renditions, session), M3U8);
  const rendition = renditions.find(({ quality }) => quality === asset.quality);
  if (!rendition) return undefined;
  if (asset.name === 'playlist') return (session) => text(playlist(rendition, session), M3U8);
  if (asset.name === 'init') return file(rendition.init, 'video/mp4');
  const segment = rendition.segments[asset.number - 1];
  return segment && file(segment, 'video/iso.segment');
}

const text = (body: string, type: string): Answer => ({
  status: 200,
  headers: { 'content-type': type },
  body,
});

/** `dl=1` makes it a download (apivideo-contract 9.7). */
function download(answer: Answer, { title }: VideoRecord, url: URL): Answer {
  if (url.searchParams.get('dl') !== '1') return answer;
  const name = encodeURIComponent(`${title}.mp4`);
  return {
    ...answer,
    headers: { ...answer.headers, 'content-disposition': `attachment; filename*=UTF-8''${name}` },
  };
}
