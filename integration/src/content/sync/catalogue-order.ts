import { type CatalogueEntry, type LooseEntry, timeOf } from './entry.js';

/** What has no date counts as the newest. */
function age({ data }: LooseEntry): number {
  const time = timeOf(data.createdAt);
  return Number.isNaN(time) ? Number.POSITIVE_INFINITY : time;
}

/** Oldest first; equal dates stay as they are. */
export function byAge(entries: readonly LooseEntry[]): LooseEntry[] {
  return [...entries].sort((a, b) => (age(a) === age(b) ? 0 : age(a) - age(b)));
}

/**
 * Puts new videos among known ones, which keep their order: behind all that are as old or older. How api.video orders
 * equal dates is not promised (api-video.md, "Lists of videos"), so that a video may be counted to the page beside its
 * own; the server then reads it by itself.
 */
export function insertByAge(known: readonly LooseEntry[], added: readonly LooseEntry[]): LooseEntry[] {
  const result: LooseEntry[] = [];
  let next = 0;
  for (const entry of byAge(added)) {
    // From the end: a known one without a date may stand anywhere.
    let end = known.length;
    while (end > next && age(known[end - 1] as LooseEntry) > age(entry)) end--;
    result.push(...known.slice(next, end), entry);
    next = end;
  }
  return [...result, ...known.slice(next)];
}

/** What of equal ids changed last, so that it is the same one in a list of any order. */
export function eachOnce(entries: readonly LooseEntry[]): LooseEntry[] {
  const unique = new Map<string, LooseEntry>();
  for (const entry of entries) {
    const known = unique.get(entry.id);
    if (!known || timeOf(known.data.updatedAt) < timeOf(entry.data.updatedAt)) unique.set(entry.id, entry);
  }
  return [...unique.values()];
}

/**
 * Their places in the order of their creation. What cannot be read has none, so that videos behind it may be counted to
 * the page before their own; the server then reads them by themselves.
 */
export function inPlace(entries: readonly LooseEntry[]): CatalogueEntry[] {
  return entries.map(({ id, data }, position) => ({ id, position, data }));
}
