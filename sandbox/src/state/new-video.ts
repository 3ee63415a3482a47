import type { Random } from './random.js';
import type { VideoRecord } from './videos.js';

/** A video without a file, with its defaults (api-video.md, "Video object"). */
export function newVideo(
  { clock, random }: { clock: () => number; random: Random },
  attributes: Partial<VideoRecord>,
): VideoRecord {
  const now = clock();
  return {
    videoId: `vi${random.alphanumeric('video', 22)}`,
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
