import { z } from 'astro/zod';
import { mendText } from './mend-text.js';

/** Only `videoId` is promised by api.video (apivideo-contract 7); unknown members are left out. */
const assetsSchema = z.object({
  player: z.string().optional(),
  hls: z.string().optional(),
  thumbnail: z.string().optional(),
  mp4: z.string().optional(),
});

const metadataSchema = z.array(z.object({ key: z.string(), value: z.string() }));

const videoIdSchema = z.string().regex(/^[A-Za-z0-9_-]{1,128}$/);

const publicSchema = z
  .boolean()
  .nullish()
  .transform((isPublic) => isPublic ?? true);

export const videoSchema = z.object({
  videoId: videoIdSchema,
  title: z
    .string()
    .nullish()
    .transform((title) => title ?? ''),
  description: z
    .string()
    .nullish()
    .transform((text) => text ?? ''),
  public: publicSchema,
  tags: z
    .array(z.string())
    .nullish()
    .transform((tags) => tags ?? []),
  metadata: metadataSchema.nullish().transform((pairs) => pairs ?? []),
  createdAt: z.string().nullish(),
  publishedAt: z.string().nullish(),
  updatedAt: z.string().nullish(),
  assets: assetsSchema.nullish(),
});

/** A video as api.video gave it. Its asset URLs may hold a private token: never store, log or render them. */
export type ApiVideo = z.output<typeof videoSchema>;
export type ApiVideoAssets = z.output<typeof assetsSchema>;

/** The part that tokens are made from. */
export type MintingVideo = Pick<ApiVideo, 'videoId' | 'public' | 'assets'>;

export const videoPageSchema = z.object({
  data: z.array(videoSchema),
  pagination: z.object({
    currentPage: z.number(),
    pagesTotal: z.number(),
    itemsTotal: z.number(),
  }),
});

const url = z.string().transform(mendText).optional();

/** A page of which nothing but `MintingVideo`s is read, from a text that was read byte by byte. */
export const mintingPageSchema = z.object({
  data: z.array(
    z.object({
      videoId: videoIdSchema,
      public: publicSchema,
      assets: z.object({ player: url, hls: url, thumbnail: url, mp4: url }).nullish(),
    }),
  ),
});

export type VideoPage = z.output<typeof videoPageSchema>;

/** Every member may be absent before encoding (apivideo-contract 8.3). */
export const statusSchema = z.object({
  encoding: z
    .object({
      playable: z.boolean().nullish(),
      metadata: z.object({ duration: z.number().nullish() }).nullish(),
    })
    .nullish(),
});

export const sessionSchema = z.object({
  session_token: z.string().regex(/^[A-Za-z0-9_-]{1,128}$/),
});
