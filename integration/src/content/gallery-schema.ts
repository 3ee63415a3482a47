import type { ImageMetadata } from 'astro';
import { z } from 'astro/zod';
import { oneLine } from '../contract/one-line.js';
import { VIDEO_ID } from '../contract/video-id.js';
import { VIDEO_SORTS } from '../contract/video-query.js';

/** A mapping that says which keys it knows when it is given another. */
function mapping<Shape extends z.ZodRawShape>(shape: Shape) {
  const known = Object.keys(shape).join(', ');
  return z.strictObject(shape, {
    error: (issue) =>
      issue.code === 'unrecognized_keys'
        ? `there is no \`${(issue as { keys: string[] }).keys.map((key) => oneLine(key)).join('`, `')}\` here; what can be written is ${known}`
        : undefined,
  });
}

const text = (what: string) => z.string({ error: `write ${what}, as text` }).min(1, `write ${what}, as text`);

const videoIdSchema = z
  .string({
    error: 'a video is its id, such as vi4k0jvEUuaTdRAEjQ4Jfrgz, or { id: vi…, title: …, caption: … }',
  })
  .regex(VIDEO_ID, 'not the id of a video; ids look like vi4k0jvEUuaTdRAEjQ4Jfrgz');

const placedVideoSchema = z.union(
  [
    videoIdSchema,
    z.strictObject({
      id: videoIdSchema,
      /** Shown instead of the title at api.video. */
      title: z.string().min(1).optional(),
      /** A line below the title. */
      caption: z.string().min(1).optional(),
    }),
  ],
  { error: 'a video is its id, such as vi4k0jvEUuaTdRAEjQ4Jfrgz, or { id: vi…, title: …, caption: … }' },
);

/** YAML reads `year: 2026` as a number; metadata are text at api.video. */
const metadataValueSchema = z.union([z.string(), z.number(), z.boolean()]).transform(String);

const LIMIT_ERROR = 'write how many videos at most, a whole number from 1 to 10000';

const selectSchema = mapping({
  /** Only videos that carry all of these tags. */
  tags: z.array(text('each tag'), { error: 'write a list, such as [talks, workshop]' }).optional(),
  /** Only videos whose metadata hold all of these pairs. */
  metadata: z.record(z.string(), metadataValueSchema).optional(),
  /** Only videos whose title contains this, upper and lower case alike. */
  title: text('a part of the titles to find').optional(),
  sort: z.enum(VIDEO_SORTS).default('publishedAt'),
  order: z.enum(['asc', 'desc']).default('desc'),
  /** At most this many videos. */
  limit: z
    .number({ error: LIMIT_ERROR })
    .int(LIMIT_ERROR)
    .min(1, LIMIT_ERROR)
    .max(10_000, LIMIT_ERROR)
    .optional(),
});

/** What a schema function of Astro is given, as far as it is needed. */
interface SchemaContext {
  image: () => z.ZodType<ImageMetadata>;
}

/** A picture beside the file, or the URL of one. */
const coverSchema = (image: SchemaContext['image']) => z.union([z.url({ protocol: /^https?$/ }), image()]);

/** The front matter of a gallery file: `schema: gallerySchema()`. */
export function gallerySchema() {
  return ({ image }: SchemaContext) =>
    mapping({
      title: text('the title of the gallery'),
      description: text('a sentence about the gallery').optional(),
      /** The videos in the order shown … */
      videos: z
        .array(placedVideoSchema, { error: 'write a list of video ids' })
        .min(1, 'name at least one video')
        .optional(),
      /** … or the query that finds them. */
      select: selectSchema.optional(),
      /** Who may get tokens. `public` is whoever can open the page; anything else is decided by the site's `authorize`. */
      access: text('public, or a word that your authorize rule knows').default('public'),
      /** Whether titles stay out of the page. Default: yes, unless `access` is `public`. */
      discreet: z.boolean({ error: 'write true or false' }).optional(),
      /** Shown by `astro dev`, left out of builds. */
      draft: z.boolean({ error: 'write true or false' }).default(false),
      /** Its place in the index: small numbers first, then by title. */
      order: z.number({ error: 'write a number' }).optional(),
      /** The picture of the gallery in the index and in social previews. A discreet gallery shows none. */
      cover: coverSchema(image).optional(),
    }).refine((data) => Boolean(data.videos) !== Boolean(data.select), {
      message: 'write either `videos:` (a list of ids) or `select:` (a query), one of the two',
      path: ['videos'],
    });
}

export type GalleryData = z.output<ReturnType<ReturnType<typeof gallerySchema>>>;
