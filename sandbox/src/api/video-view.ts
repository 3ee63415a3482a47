import { mediaBase } from '../delivery/media-path.js';
import { atom } from '../http/atom-date.js';
import type { Switches } from '../options.js';
import type { VideoRecord } from '../state/videos.js';
import type { Origins, World } from '../world.js';

/**
 * What answers to `POST`, `PATCH` and uploads hold in place of a token; it unlocks nothing (api-video.md,
 * "Private tokens").
 */
export const PLACEHOLDER_TOKEN = '11111111-1111-1111-1111-111111111111';

const RETENTION = 90 * 86_400_000;

/** The Video object (api-video.md, "Video object"). `token` is absent for public videos. */
export function videoView(
  video: VideoRecord,
  token: string | undefined,
  origins: Origins,
  switches: Switches,
) {
  const { videoId, playerId, language, discardedAt } = video;
  return {
    videoId,
    ...(playerId && { playerId }),
    title: video.title,
    description: video.description,
    ...(language && { language, languageOrigin: 'api' }),
    public: video.public,
    panoramic: video.panoramic,
    mp4Support: video.mp4Support,
    tags: video.tags,
    metadata: video.metadata,
    createdAt: atom(video.createdAt),
    publishedAt: atom(video.publishedAt),
    updatedAt: atom(video.updatedAt),
    discarded: discardedAt !== undefined,
    discardedAt: discardedAt === undefined ? null : atom(discardedAt),
    deletesAt: discardedAt === undefined ? null : atom(discardedAt + RETENTION),
    source: sourceOf(video),
    assets: switches.assets && discardedAt === undefined ? assetUrls(video, token, origins, switches) : null,
  };
}

function sourceOf({ videoId, liveStreamId }: VideoRecord) {
  const uri = `/videos/${videoId}/source`;
  if (!liveStreamId) return { uri, type: 'upload' };
  const links = [{ rel: 'self', uri: `/live-streams/${liveStreamId}` }];
  return { uri, type: 'liveStream', liveStream: { liveStreamId, links } };
}

/** See api-video.md, "Addresses of assets". */
function assetUrls(video: VideoRecord, token: string | undefined, origins: Origins, switches: Switches) {
  const media = mediaBase(mediaHost(origins, switches), video.videoId, token);
  const player = `${origins.embed}/vod/${video.videoId}${token ? `?token=${token}` : ''}`;
  return {
    iframe: `<iframe src="${player}" width="100%" height="100%" frameborder="0" scrolling="no" allowfullscreen="true"></iframe>`,
    player,
    hls: `${media}/hls/manifest.m3u8`,
    thumbnail: `${media}/thumbnail.jpg`,
    ...(video.mp4Support && switches.mp4 && { mp4: `${media}/mp4/source.mp4` }),
  };
}

const mediaHost = (origins: Origins, { assetHost }: Switches) =>
  assetHost === 'cdn' ? origins.cdn : origins.media;

/** Where a WebVTT file is; private ones carry a token as other assets do (api-video.md, "Captions and chapters"). */
export function trackUrl(
  videoId: string,
  token: string | undefined,
  kind: 'captions' | 'chapters',
  language: string,
  origins: Origins,
  switches: Switches,
): string {
  return `${mediaBase(mediaHost(origins, switches), videoId, token)}/${kind}/${language}.vtt`;
}

/** A read of a private video mints a token for it (api-video.md, "Private tokens"). */
export const readToken = (world: World, video: VideoRecord): string | undefined =>
  video.public ? undefined : world.tokens.mint(video.videoId);

export const readView = (world: World, video: VideoRecord) =>
  videoView(video, readToken(world, video), world.origins, world.switches);

/** Answers to anything but a read hold a placeholder. */
export const writtenToken = (video: VideoRecord): string | undefined =>
  video.public ? undefined : PLACEHOLDER_TOKEN;

export const writtenView = (world: World, video: VideoRecord) =>
  videoView(video, writtenToken(video), world.origins, world.switches);

/** Without any token. */
export const bareView = (world: World, video: VideoRecord) =>
  videoView(video, undefined, world.origins, world.switches);
