import { AstroError } from 'astro/errors';
import { z } from 'astro/zod';
import { POOL_DEFAULTS } from './contract/defaults.js';
import { LABELS, type Labels } from './contract/labels.js';

/** Host names only: no scheme, no path. */
const hostSchema = z
  .string()
  .regex(
    /^[a-z0-9.-]+(:\d+)?$/i,
    'write a host name such as "videos.example.com", without https:// and without a path',
  );

const sitePathSchema = z
  .string()
  .regex(/^(\/[a-z0-9._~-]+)+$/i, 'write a path such as "/galleries": a slash at its start, none at its end');

const fileSchema = z
  .string()
  .min(1, 'write a path relative to the project, such as "./src/layouts/Site.astro"');

const labelNames = Object.keys(LABELS) as [keyof Labels, ...(keyof Labels)[]];

/** `z.strictObject`, typed so that the comments below reach the published types, and so an editor. */
const strictObject = <Shape extends z.core.$ZodLooseShape>(
  shape: Shape,
): z.ZodObject<Shape, z.core.$strict> => z.strictObject(shape) as never;

export const optionsSchema = strictObject({
  /** Where the gallery pages live: the index at this path, each gallery below it. `base` comes before it. */
  path: sitePathSchema.default('/galleries'),
  /**
   * The layout of gallery and watch pages, relative to the project root. Takes `LayoutProps`, and the page in its
   * default slot. Without it, a plain layout of our own.
   */
  layout: fileSchema.optional(),
  /** Whether our pages have a heading of their own. `false` where the layout makes one of its title. */
  heading: z.boolean().default(true),
  /**
   * The component that draws one video in galleries, relative to the project root. Takes `CardProps`, and composes
   * `<VideoLink>`, `<VideoThumbnail>`, `<VideoTitle>` and `<VideoCaption>`. Without it, a card of our own.
   */
  card: fileSchema.optional(),
  /**
   * The file that decides who may watch, relative to the project root: exports `authorize`, of the type `Authorize`.
   * Needed as soon as a gallery's `access` is not `public`, and asked about public ones too. It may export `visitor`
   * as well, of the type `Visitor`: who a request comes from, for limits.
   */
  authorize: fileSchema.optional(),
  /**
   * The file that hears of what happens, for metrics: exports `onEvent`, of the type `OnEvent`. Relative to the
   * project root.
   */
  events: fileSchema.optional(),
  /** Seconds that `authorize` may take; afterwards the answer is no. */
  authorizeTimeout: z.number().min(0.1).max(60).default(3),
  /** Names of the two content collections, when yours are called otherwise. */
  collections: strictObject({
    /** The collection loaded by `videoLoader()`. */
    videos: z.string().min(1).default('videos'),
    /** The collection whose schema is `gallerySchema()`. */
    galleries: z.string().min(1).default('galleries'),
  }).prefault({}),
  /** Whether the index and gallery pages are added to the site. `false` leaves you the components. */
  pages: z.boolean().default(true),
  /**
   * Whether the pages of galleries with `select:` show what it finds at this moment, at most a minute old: they are made on
   * demand then. A gallery's own `live:` goes first.
   */
  live: z.boolean().default(false),
  /**
   * `token`: each visitor's browser gets thumbnails from api.video, by a session of its own. `relay`: the server fetches
   * each thumbnail once and hands its bytes to those who may watch, so that looking at a gallery costs nothing and a
   * token is made only when somebody plays.
   */
  thumbnails: z.enum(['token', 'relay']).default('token'),
  /**
   * Whether the build puts a few colours of each picture into public galleries, to be seen until the picture is there.
   * Needs `sharp`, which Astro brings to most sites.
   */
  previews: z.boolean().default(true),
  /**
   * Whether lines such as `::video[vi…]` and `::gallery[spring-summit]` in the Markdown of the site show what they name.
   * `false` leaves them to the site, which may have directives of these names.
   */
  embeds: z.boolean().default(true),
  /** Videos on one gallery page; longer galleries go on at `/2/`. */
  perPage: z.number().int().min(1).max(1000).default(60),
  /** From how many videos on one page a gallery has a box to find some by title and caption; 0: never. */
  filter: z.number().int().min(0).max(10_000).default(20),
  /** What a press on a video does: open a dialog over the page, or follow the link. */
  open: z.enum(['dialog', 'link']).default('dialog'),
  /** What plays in the dialog: api.video's player in a frame, or the browser's own. The other way round on failure. */
  player: z.enum(['embed', 'native']).default('embed'),
  /**
   * What the link of a card is once the session has come. `token`: the video's player with the session in its address,
   * which anybody may follow for a day. `watch`: the watch page, where your rule is asked again. By itself `token` in
   * public galleries and `watch` in all others.
   */
  links: z.enum(['token', 'watch']).optional(),
  /** Whether a visitor's browser keeps where each video was left, to go on there. */
  resume: z.boolean().default(true),
  /**
   * Whether plays in the browser's own player are told to api.video's analytics, as its own player tells them: what was
   * played when, never an id of a visitor, a token or a session.
   */
  analytics: z.boolean().default(true),
  /** Where visitors sign in, such as "/members": offered where a video is denied. `base` comes before it. */
  signIn: sitePathSchema.optional(),
  /** Words that visitors read, in place of ours, by the names that README lists. */
  labels: z.partialRecord(z.enum(labelNames), z.string().min(1)).default({}),
  /** How many open sessions the server keeps ready, so that visitors wait for nothing. In memory only. */
  pool: strictObject({
    /** Of one video at most. 0 switches the pool off. */
    perVideo: z.number().int().min(0).max(100_000).default(POOL_DEFAULTS.perVideo),
    /** In all. */
    total: z.number().int().min(0).max(1_000_000).default(POOL_DEFAULTS.total),
    /** How old a session may get before a visitor gets it; of its 24 hours as much is lost. */
    maxAgeMinutes: z.number().min(1).max(720).default(POOL_DEFAULTS.maxAgeMinutes),
  }).prefault({}),
  /** How much visitors may ask for in a minute; further requests are answered 429 or `busy`. */
  limits: strictObject({
    /** Requests for tokens or watch pages, of one visitor. */
    requests: z.number().int().min(1).default(300),
    /** Reads at api.video that one visitor may cause, counted before they are made; up to half of them keep sessions ready. */
    reads: z.number().int().min(1).default(120),
    /** Requests of all visitors together. */
    total: z.number().int().min(1).default(30_000),
    /** How many instances of the site run: each allows its share while their Redis is away. */
    instances: z.number().int().min(1).default(1),
  }).prefault({}),
  /** Further hosts that assets may live on: your custom domains at api.video, such as `vod.example.com`. */
  hosts: z.array(hostSchema).default([]),
});

/** What `vitrine()` takes; all of it is optional. */
export type VitrineOptions = z.input<typeof optionsSchema>;
export type ResolvedOptions = z.output<typeof optionsSchema>;

/** Checks the options; says each wrong path on a line of its own and never repeats a value that was given. */
export function parseOptions(input: unknown): ResolvedOptions {
  const parsed = optionsSchema.safeParse(input ?? {});
  if (parsed.success) return parsed.data;
  const lines = parsed.error.issues.map(
    (issue) => `  ${['vitrine', ...issue.path].join('.')}: ${say(issue)}`,
  );
  throw new AstroError(
    `The options of vitrine() are not valid:\n${lines.join('\n')}`,
    'The options and their meaning are in the README of astro-vitrine, under "Options".',
  );
}

function say(issue: z.core.$ZodIssue): string {
  if (issue.code === 'unrecognized_keys')
    return `there is no option ${issue.keys.map((key) => `"${key}"`).join(', ')}`;
  return issue.message;
}
