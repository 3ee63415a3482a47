import type { VideoRecord } from '../state/videos.js';
import type { World } from '../world.js';
import type { Attributes } from './attributes.js';

/** A video without a file, with its defaults (api-video.md, "Video object"). */
export function newVideo(world: World, attributes: Attributes): VideoRecord {
  const now = world.clock();
  return {
    videoId: `vi${world.random.alphanumeric('video', 22)}`,
    title: '',
    description: '',
    public: true,
    panoramic: false,
    mp4Support: true,
    tags: [],
    metadata: [],
    createdAt: now,
    publishedAt: now,
    updatedAt: now,
    media: { kind: 'empty' },
    captions: new Map(),
    chapters: new Map(),
    ...attributes,
  };
}
