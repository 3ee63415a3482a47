import type { Answer, Incoming } from '../http/exchange.js';
import { fileAnswer } from '../http/ranges.js';
import type { VideoRecord } from '../state/videos.js';
import type { World } from '../world.js';
import { findHls, type SendAsset, text } from './hls.js';
import type { Asset } from './media-path.js';
import { playable } from './playable.js';

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
  return findHls(video, media.renditions(), asset, file);
}

/** `dl=1` makes it a download (api-video.md, "Assets"). */
function download(answer: Answer, { title }: VideoRecord, url: URL): Answer {
  if (url.searchParams.get('dl') !== '1') return answer;
  const name = encodeURIComponent(`${title}.mp4`.toWellFormed());
  return {
    ...answer,
    headers: { ...answer.headers, 'content-disposition': `attachment; filename*=UTF-8''${name}` },
  };
}
