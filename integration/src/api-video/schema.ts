import { z } from 'astro/zod';

/** Only `videoId` is promised by api.video (apivideo-contract 7); unknown members are left out. */
const assetsSchema = z.object({
  player: z.string().optional(),
  hls: z.string().optional(),
  thumbnail: z.string().optional(),
  mp4: z.string().optional(),
});

const metadataSchema = z.array(z.object({ key: z.string(), value: z.string() }));

export const videoSchema = z.object({
  videoId: z.string().regex(/^[A-Za-z0-9_-]{1,128}$/),
  title: z
    .string()
    .nullish()
    .transform((title) => title ?? ''),
  description: z
    .string()
    .nullish()
    .transform((text) => text ?? ''),
  public: z
    .boolean()
    .nullish()
    .transform((isPublic) => isPublic ?? true),
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

export const videoPageSchema = z.object({
  data: z.array(videoSchema),
  pagination: z.object({
    currentPage: z.number(),
    pagesTotal: z.number(),
    itemsTotal: z.number(),
  }),
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
