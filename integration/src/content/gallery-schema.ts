import type { ImageMetadata } from 'astro';
import { z } from 'astro/zod';
import { readPastedVideo } from '../contract/pasted-video.js';
import { accessWord } from './access-word.js';
import { isAbsent, isMapping } from './fields/absent.js';
import { alias } from './fields/alias.js';
import { A_DATE, date, ENDS_FIRST } from './fields/date.js';
import { field } from './fields/field.js';
import { flag } from './fields/flag.js';
import { list } from './fields/list.js';
import { misspelledKeys } from './fields/mapping.js';
import { number } from './fields/number.js';
import { required, withDefault } from './fields/reading.js';
import { text, textOf } from './fields/text.js';
import { PLACED_VIDEO_JSON, placedVideo, videoId } from './placed-video.js';
import { isBlankSelect, SELECT_JSON, select } from './select-query.js';

/** What a schema function of Astro is given, as far as it is needed. */
interface SchemaContext {
  image: () => z.ZodType<ImageMetadata>;
}

/** A path that begins at the root of the site, as CMSs write files of `public/`. */
const PUBLIC_FILE = /^\/(?!\/)/;

/** What names a video is that video, its address with a token in it as well. */
function readCover(written: unknown): unknown {
  if (isAbsent(written)) return undefined;
  const spelled = textOf(written);
  if (spelled === undefined) return written;
  const pasted = readPastedVideo(spelled);
  return 'id' in pasted ? { video: pasted.id } : spelled;
}

/** A picture beside the file, one of `public/`, the URL of one, or a video's. */
const coverSchema = (image: SchemaContext['image']) =>
  z
    .preprocess(
      readCover,
      z
        .union(
          [
            z.strictObject({ video: z.string() }),
            z.url({ protocol: /^https?$/ }),
            z.string().regex(PUBLIC_FILE),
            image(),
          ],
          { error: 'write the path of a picture, such as ./cover.jpg, its address, or the id of a video' },
        )
        .optional(),
    )
    .meta({
      type: 'string',
      description: 'The picture of the gallery: a file beside this one or of public/, an address, or a video',
    });

const fields = (image: SchemaContext['image']) => ({
  title: field(required(text('write the title as text'), 'write the title of the gallery, as text'), {
    type: 'string',
    description: 'The title of the gallery',
  }),
  description: field(text('write a sentence about the gallery, as text'), {
    type: 'string',
    description: 'A sentence about the gallery',
  }).optional(),
  /** The videos in the order shown … */
  videos: field(list(placedVideo, 'write a list of video ids, each on a line that begins with "- "'), {
    type: 'array',
    items: PLACED_VIDEO_JSON,
    description: 'The videos in the order shown',
  }).optional(),
  /** … or the query that finds them. */
  select: field(select, { ...SELECT_JSON, description: 'The query that finds the videos' }).optional(),
  /** Videos that the query finds and that are not shown. */
  exclude: field(list(videoId, 'write a list of video ids, each on a line that begins with "- "'), {
    type: 'array',
    items: { type: 'string' },
    description: 'Videos that the query finds and that are not shown',
  }).optional(),
  /** Who may get tokens. `public` is whoever can open the page; anything else is decided by the site's `authorize`. */
  access: field(accessWord, {
    type: 'string',
    description: 'Who may watch: public, or a word that the site knows',
  }).default('public'),
  /** Whether titles stay out of the page. Default: yes, unless `access` is `public`. */
  discreet: field(flag(), {
    type: 'boolean',
    description: 'Whether titles stay out of the page',
  }).optional(),
  /** Shown by `astro dev`, left out of builds. */
  draft: field(withDefault(flag(), false), {
    type: 'boolean',
    description: 'Left out of builds',
  }).default(false),
  /** Whether the page shows what `select:` finds at this moment, instead of when the site was built. */
  live: field(flag(), {
    type: 'boolean',
    description: 'Whether the page shows what `select:` finds at this moment',
  }).optional(),
  /** Whether the page is in no index, no sitemap and no search engine. */
  unlisted: field(withDefault(flag(), false), {
    type: 'boolean',
    description: 'A page that only those find who have its address',
  }).default(false),
  /** From when on it is there … */
  publishAt: field(date(A_DATE), {
    type: 'string',
    description: 'From when on it is there, such as 2026-09-01 or 2026-09-01T18:00:00+02:00',
  }).optional(),
  /** … and until when. */
  unpublishAt: field(date(A_DATE), {
    type: 'string',
    description: 'Until when it is there, such as 2026-12-31',
  }).optional(),
  /** Addresses that lead here, such as those the gallery had before. */
  aliases: field(list(alias, 'write a list of addresses, such as [old-name, 2025/workshop]'), {
    type: 'array',
    items: { type: 'string' },
    description: 'Old addresses, which lead to this page',
  }).optional(),
  /** Its place in the index: small numbers first, then by title. */
  order: field(number('write a number'), {
    type: 'number',
    description: 'Its place in the index: small numbers first',
  }).optional(),
  /** The picture of the gallery in the index and in social previews. A discreet gallery shows none. */
  cover: coverSchema(image),
});

const EXCLUDE = '`exclude:` goes with `select:`; a video in `videos:` is left out by `hidden: true`';
const LIVE = '`live: true` goes with `select:`; the videos of a list in `videos:` change with the file alone';
const HIDDEN =
  'a gallery has `unlisted: true` (a page that only those find who have its address) or `draft: true` (no page yet); `hidden` is for a video in `videos:`';

const EITHER = 'write either `videos:` (a list of ids) or `select:` (a query), one of the two';

function isYes(written: unknown): boolean {
  const reading = flag()(written);
  return 'value' in reading && reading.value === true;
}

/**
 * What concerns a file as a whole. It runs whatever is wrong with single fields, and for schemas that a site makes of ours
 * with `.extend()`, whose fields are then known as well.
 */
function wholeFile(): z.core.$ZodCheck<Record<string, unknown>> {
  const known = new Set<string>();
  const check = z.check<Record<string, unknown>>((payload) => {
    const { value } = payload;
    const misspelled = misspelledKeys(value, [...known]);
    const meant = misspelled.map(({ meant }) => meant);
    // What is there under another name is not missing.
    payload.issues = payload.issues.filter(
      ({ path }) => path?.length !== 1 || !meant.includes(String(path[0])) || String(path[0]) in value,
    );
    const say = (path: readonly PropertyKey[], message: string) =>
      payload.issues.push({ code: 'custom', message, path: [...path], input: value });
    for (const { path, message } of misspelled) say(path, message);
    if (isYes(value.hidden) && !known.has('hidden')) say(['hidden'], HIDDEN);
    const { publishAt: from, unpublishAt: to } = value;
    if (from instanceof Date && to instanceof Date && from >= to) say(['unpublishAt'], ENDS_FIRST);
    const isEither = (key: unknown) => key === 'videos' || key === 'select';
    if (payload.issues.some(({ path }) => isEither(path?.[0])) || meant.some(isEither)) return;
    if (value.videos && value.select && isBlankSelect(value.select)) delete value.select;
    if (Boolean(value.videos) === Boolean(value.select)) say(['videos'], EITHER);
    else if (value.exclude && !value.select) say(['exclude'], EXCLUDE);
    else if (value.live === true && !value.select) say(['live'], LIVE);
  });
  check._zod.def.when = ({ value }) => isMapping(value);
  check._zod.onattach.push(({ _zod: { def } }) => {
    for (const key of Object.keys('shape' in def ? (def.shape as object) : {})) known.add(key);
  });
  return check;
}

/**
 * The front matter of a gallery file: `schema: gallerySchema()`. Reads what CMSs write: an empty field is an absent one, a
 * number or a yes in quotes is one, and keys that are not ours are kept.
 */
export function gallerySchema() {
  return ({ image }: SchemaContext) => z.looseObject(fields(image)).check(wholeFile());
}

export type GalleryData = z.output<ReturnType<ReturnType<typeof gallerySchema>>>;
