import type { GalleryData } from '../content/gallery-schema.js';

/** When something is there. */
export type Span = Pick<GalleryData, 'publishAt' | 'unpublishAt'>;

const at = (date: Date) => date.toISOString().replace(/:00\.000Z$/, 'Z');

/** Whether something is there at a moment (milliseconds since 1970), and why not. */
export function availability({ publishAt, unpublishAt }: Span, now: number): 'early' | 'there' | 'over' {
  if (publishAt && now < publishAt.valueOf()) return 'early';
  return unpublishAt && now >= unpublishAt.valueOf() ? 'over' : 'there';
}

/** When something comes or goes, in milliseconds since 1970. */
export const momentsOf = ({ publishAt, unpublishAt }: Span): number[] =>
  [publishAt, unpublishAt].flatMap((date) => (date ? [date.valueOf()] : []));

/** When its grants end, in seconds since 1970. */
export const endOf = ({ unpublishAt }: Span): number | undefined =>
  unpublishAt && Math.floor(unpublishAt.valueOf() / 1000);

/** The earlier one of two ends, in seconds since 1970. */
export const firstEnd = (...ends: readonly (number | undefined)[]): number | undefined =>
  ends.reduce(
    (first, end) => (first === undefined || (end !== undefined && end < first) ? end : first),
    undefined,
  );

/** Why a gallery or a video is seen in development alone. */
export function onlyHere(
  { draft, ...span }: Span & Partial<Pick<GalleryData, 'draft'>>,
  now: number,
): string | undefined {
  if (draft) return 'Draft: only `astro dev` shows it.';
  const when = availability(span, now);
  if (when === 'early') return `Only \`astro dev\` shows it before ${at(span.publishAt as Date)}.`;
  return when === 'over' ? `Only \`astro dev\` shows it after ${at(span.unpublishAt as Date)}.` : undefined;
}

/** What whoever builds the site has to know of a gallery that comes or goes by itself. */
export function availabilityNote(
  { publishAt, unpublishAt }: Span,
  now: number,
  isLive = false,
): string | undefined {
  if (publishAt && now < publishAt.valueOf() && isLive)
    return `is there from ${at(publishAt)} on by itself; the list of galleries names it with the next build from then on`;
  if (unpublishAt && now < unpublishAt.valueOf() && isLive)
    return `is there until ${at(unpublishAt)}; the list of galleries names it until the next build from then on`;
  if (publishAt && now < publishAt.valueOf())
    return `is there from ${at(publishAt)} on: build the site then, and its page is there`;
  if (unpublishAt && now < unpublishAt.valueOf())
    return `is there until ${at(unpublishAt)}: no private video of it plays from then on, and its page goes with the next build`;
  return undefined;
}

/** The same of a video that comes to a gallery or goes by itself. */
export function videoAvailabilityNote({ publishAt, unpublishAt }: Span, now: number): string | undefined {
  if (publishAt && now < publishAt.valueOf())
    return `from ${at(publishAt)} on: build the site then, and it is there`;
  if (unpublishAt && now < unpublishAt.valueOf())
    return `until ${at(unpublishAt)}: if it is private it does not play from then on, and its card goes with the next build`;
  return undefined;
}
