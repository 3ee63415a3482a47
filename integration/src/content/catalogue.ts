import { z } from 'astro/zod';
import { publicAssets } from '../api-video/assets.js';
import { ApiVideoError } from '../api-video/errors.js';
import type { HostCheck } from '../api-video/hosts.js';
import type { ApiVideo } from '../api-video/schema.js';
import type { Assets } from '../contract/assets.js';

/** One video as the site's content store knows it. Holds no token, and asset URLs of public videos only. */
export const catalogueVideoSchema = z.object({
  title: z.string(),
  description: z.string(),
  public: z.boolean(),
  tags: z.array(z.string()),
  metadata: z.record(z.string(), z.string()),
  /** RFC 3339, as api.video writes it. Absent where api.video does not say. */
  createdAt: z.string().optional(),
  publishedAt: z.string().optional(),
  updatedAt: z.string().optional(),
  /** Whether it can be played, and its length in seconds; absent while nobody has asked yet. */
  playable: z.boolean().optional(),
  duration: z.number().optional(),
  /** Only of public videos that have them. */
  assets: z
    .object({ player: z.string(), thumbnail: z.string(), hls: z.string(), mp4: z.string().exactOptional() })
    .optional() satisfies z.ZodType<Assets | undefined>,
  /** Why the assets that api.video gave of a public video cannot be shown. */
  unusable: z.string().optional(),
});

export type CatalogueVideo = z.output<typeof catalogueVideoSchema>;

/** As the store holds it. What is here is digested by its JSON schema: another order of keys reads every account anew. */
export const storedVideoSchema = catalogueVideoSchema.extend({
  /** Place among all videos, oldest first. */
  position: z.number().int(),
});

export type StoredVideo = z.output<typeof storedVideoSchema>;

/** Keeps what may be stored. A private video's asset URLs hold a token and are left behind here. */
export function catalogueVideo(video: ApiVideo, isAllowed: HostCheck): CatalogueVideo {
  const { title, description, tags, createdAt, publishedAt, updatedAt } = video;
  return {
    title,
    description,
    public: video.public,
    tags,
    metadata: Object.fromEntries(
      video.metadata.flatMap(({ key, value }) => (key === '__proto__' ? [] : [[key, value]])),
    ),
    ...(createdAt ? { createdAt } : {}),
    ...(publishedAt ? { publishedAt } : {}),
    ...(updatedAt ? { updatedAt } : {}),
    ...(video.public ? shownAssets(video, isAllowed) : {}),
  };
}

/** Nothing while api.video gives none, as of a video without a file. */
function shownAssets(video: ApiVideo, isAllowed: HostCheck): Pick<CatalogueVideo, 'assets' | 'unusable'> {
  if (!Object.values(video.assets ?? {}).some(Boolean)) return {};
  try {
    return { assets: publicAssets(video, isAllowed) };
  } catch (error) {
    if (!(error instanceof ApiVideoError)) throw error;
    return { unusable: error.message };
  }
}
