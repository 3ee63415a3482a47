import { type CatalogueEntry, type LooseEntry, timeOf } from './entry.js';

/** The order in which places are counted: new videos come at the end, so the place of a known one hardly ever changes. */
export const OLDEST_FIRST = { sortBy: 'createdAt', sortOrder: 'asc' } as const;

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
 * equal dates is not promised (apivideo-contract 8.1), so that a video may be counted to the page beside its own; the
 * server then reads it by itself.
 */
export function insertByAge(known: readonly LooseEntry[], added: readonly LooseEntry[]): LooseEntry[] {
  const result: LooseEntry[] = [];
  let next = 0;
  for (const entry of byAge(added)) {
    for (let other = known[next]; other && age(other) <= age(entry); other = known[++next])
      result.push(other);
    result.push(entry);
  }
  return [...result, ...known.slice(next)];
}

export function inPlace(entries: readonly LooseEntry[]): CatalogueEntry[] {
  return entries.map(({ id, data }, position) => ({ id, position, data }));
}
