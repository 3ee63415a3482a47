import { NEWEST_CHANGE_FIRST } from '../../api-video/query.js';
import type { UnreadItem } from '../../api-video/read-item.js';
import { MINUTE } from '../../contract/durations.js';
import { type EntryPage, isDated, type LooseEntry, type ReadPage, timeOf } from './entry.js';

/**
 * Clocks of api.video's servers may differ by as much (milliseconds): what changed a moment before the last sync may
 * show up behind what that sync saw.
 */
export const CLOCK_SKEW = MINUTE;

/** What a sync goes by: the videos it knows, and up to where it had seen every change. */
export interface Cursor {
  /** The latest `updatedAt` when the last sync began. */
  seenUpTo: string | undefined;
  /** Whether that was long ago when it began: what changed since is later for certain. */
  quiet: boolean;
  /** Whether a video is stored exactly like this. */
  isKnown(entry: LooseEntry): boolean;
  /** Whether a video of this id is stored. */
  has(id: string): boolean;
  /** How many are stored. */
  size: number;
  /** How many items api.video counted beside these. */
  others: number;
  /** Whether an item could not be read the last time either. */
  isKnownUnread(item: UnreadItem): boolean;
}

/** Everything that was read, changed or not, and the first page of it; or why that cannot be all, in the report's words. */
export type Changes =
  | { doubt?: undefined; entries: ReadonlyMap<string, LooseEntry>; head: EntryPage }
  /** Without the first page where it is out of date already. */
  | { doubt: string; head?: EntryPage };

/**
 * Reads the latest changes, page by page, until it meets what was known before the last sync began. The number of
 * videos is the proof: what is stored, with what is new and the items that are no videos, must be as many as api.video
 * has.
 */
export async function readChanges(read: ReadPage, cursor: Cursor): Promise<Changes> {
  const head = await read(NEWEST_CHANGE_FIRST, 1);
  const { pagesTotal, itemsTotal } = head;
  const entries = new Map<string, LooseEntry>();

  for (let number = 1, page = head; ; page = await read(NEWEST_CHANGE_FIRST, ++number)) {
    if (page.itemsTotal !== itemsTotal) return { doubt: 'videos came or went meanwhile' };
    if (!isDescending(page.entries)) return { doubt: 'api.video does not say when its videos changed', head };
    if (!page.unread.every(cursor.isKnownUnread))
      return { doubt: 'one of them cannot be read any more', head };
    for (const entry of page.entries) entries.set(entry.id, entry);
    if (number >= pagesTotal || isBehind(page, cursor)) break;
    if (number >= Math.ceil(pagesTotal / 2)) return { doubt: 'most of them have changed', head };
  }

  const added = [...entries.keys()].filter((id) => !cursor.has(id)).length;
  const known = cursor.size + added + cursor.others;
  return known === itemsTotal
    ? { entries, head }
    : { doubt: `api.video has ${itemsTotal}, and ${known} are known`, head };
}

/** Whether a list goes from late to early changes, as it was asked for; a video without a date says nothing of that. */
function isDescending(entries: readonly LooseEntry[]): boolean {
  const times = entries.filter(isDated).map(({ data }) => timeOf(data.updatedAt));
  return (
    (times.length > 0 || entries.length === 0) &&
    times.every((time, index) => time <= (times[index - 1] ?? Number.POSITIVE_INFINITY))
  );
}

/**
 * Whether no change can be behind the last video of a page. That it is known is not enough, since several may have
 * changed in one second; nor is its date, since one video dated in the future would hide all changes after it.
 */
function isBehind({ entries, items }: EntryPage, { seenUpTo, quiet, isKnown }: Cursor): boolean {
  const entry = entries.findLast(isDated);
  if (!entry) return items === 0;
  const ahead = timeOf(seenUpTo) - timeOf(entry.data.updatedAt);
  return isKnown(entry) && (quiet ? ahead >= 0 : ahead > CLOCK_SKEW);
}
