import type { Answer, Incoming } from '../http/exchange.js';
import { fileAnswer } from '../http/ranges.js';
import type { VideoRecord } from '../state/videos.js';
import type { World } from '../world.js';
import { clipMp4, clipRenditions, clipThumbnail } from './clips.js';
import type { Asset } from './media-path.js';
import { manifest, playlist } from './playlists.js';

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
  const { clip } = video;
  const file = (bytes: Uint8Array, type: string) => () => fileAnswer(bytes, type, request.headers.range);
  if (clip === undefined) return undefined;
  if (asset.name === 'thumbnail') return file(clipThumbnail(clip), 'image/jpeg');
  if (asset.name === 'mp4') {
    if (!video.mp4Support || !world.switches.mp4) return undefined;
    return () => download(file(clipMp4(clip), 'video/mp4')(), video, request.url);
  }
  const renditions = clipRenditions(clip);
  if (asset.name === 'manifest') return (session) => text(manifest(renditions, session));
  if (!('quality' in asset)) return undefined;
  const rendition = renditions.find(({ quality }) => quality === asset.quality);
  if (!rendition) return undefined;
  if (asset.name === 'playlist') return (session) => text(playlist(rendition, session));
  if (asset.name === 'init') return file(rendition.fragments.init, 'video/mp4');
  const segment = rendition.fragments.segments[asset.number - 1];
  return segment && file(segment, 'video/iso.segment');
}

const text = (body: string): Answer => ({ status: 200, headers: { 'content-type': M3U8 }, body });

/** `dl=1` makes it a download (apivideo-contract 9.7). */
function download(answer: Answer, { title }: VideoRecord, url: URL): Answer {
  if (url.searchParams.get('dl') !== '1') return answer;
  const name = encodeURIComponent(`${title}.mp4`);
  return {
    ...answer,
    headers: { ...answer.headers, 'content-disposition': `attachment; filename*=UTF-8''${name}` },
  };
}
