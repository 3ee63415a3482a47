import type { VideoRecord } from '../state/videos.js';
import type { World } from '../world.js';
import { PLACEHOLDER_TOKEN, videoView } from './video-view.js';

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
