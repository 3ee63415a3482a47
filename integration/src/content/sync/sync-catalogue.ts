import { isDeepStrictEqual } from 'node:util';
import { NEWEST_CHANGE_FIRST } from '../../api-video/query.js';
import type { UnreadItem } from '../../api-video/read-item.js';
import type { StoredVideo } from '../catalogue.js';
import { inPlace, insertByAge } from './catalogue-order.js';
import { type CatalogueEntry, type EntryPage, isDated, type LooseEntry, type ReadPage } from './entry.js';
import { readChanges } from './read-changes.js';
import { type OnPage, readWhole } from './read-whole.js';

/** What the last sync left behind. */
export interface LastSync {
  /** In their places, which their data may name. */
  entries: readonly LooseEntry[];
  /** The latest `updatedAt` when it began. */
  seenUpTo: string | undefined;
  /** Whether that was long ago even then. */
  quiet: boolean;
  /** Items that could not be read. */
  unread: readonly UnreadItem[];
  /** How many items api.video counted beside the entries: these, and those whose id stands twice. */
  others: number;
}

export interface SyncResult {
  entries: CatalogueEntry[];
  /** Those that are new, or not as they were stored. */
  changed: ReadonlySet<string>;
  seenUpTo: string | undefined;
  unread: readonly UnreadItem[];
  others: number;
  /** Whether everything was read, not only what changed. */
  whole: boolean;
  /** False where api.video changed so much meanwhile that the list may lack some videos. */
  agrees: boolean;
}

export interface SyncOptions {
  read: ReadPage;
  /** Told why everything is read. */
  onWhole?: (why: string) => void;
  onPage?: OnPage;
}

/**
 * Brings the list up to date: by what changed since the last sync where that can be told for sure, else by reading
 * everything. `last` may be the reason why there is nothing to go on.
 */
export async function syncCatalogue(last: LastSync | string, options: SyncOptions): Promise<SyncResult> {
  const { read, onWhole = () => {}, onPage = () => {} } = options;
  const stored = typeof last === 'string' ? [] : last.entries;
  const known = new Map(stored.map((entry) => [entry.id, entry]));

  /** The stored entry itself where nothing changed; else the new one, with what was known of its status. */
  function settled(entry: LooseEntry): LooseEntry {
    const before = known.get(entry.id);
    if (!before) return entry;
    const { playable, duration, position: _, ...rest } = before.data as Partial<StoredVideo>;
    if (isDeepStrictEqual(rest, entry.data)) return before;
    const status = {
      ...(playable === undefined ? {} : { playable }),
      ...(duration === undefined ? {} : { duration }),
    };
    return { id: entry.id, data: { ...entry.data, ...status } };
  }

  function result(entries: readonly LooseEntry[], facts: Omit<SyncResult, 'entries' | 'changed'>) {
    const changed = entries.filter((entry) => known.get(entry.id) !== entry).map(({ id }) => id);
    return { entries: inPlace(entries), changed: new Set(changed), ...facts };
  }

  let why = last;
  let head: EntryPage | undefined;
  if (typeof why !== 'string') {
    const { seenUpTo, quiet, unread, others } = why;
    const changes = await readChanges(read, {
      seenUpTo,
      quiet,
      others,
      isKnownUnread: (item) => unread.some((known) => isDeepStrictEqual(known, item)),
      size: known.size,
      has: (id) => known.has(id),
      isKnown: (entry) => known.get(entry.id) === settled(entry),
    });
    if (changes.doubt === undefined) {
      const found = new Map([...changes.entries].map(([id, entry]) => [id, settled(entry)]));
      const kept = stored.map((entry) => found.get(entry.id) ?? entry);
      const added = [...found.values()].filter(({ id }) => !known.has(id));
      const facts = { seenUpTo: latestChange(changes.head), unread, others, whole: false, agrees: true };
      return result(insertByAge(kept, added), facts);
    }
    why = changes.doubt;
    head = changes.head;
  }
  head ??= await read(NEWEST_CHANGE_FIRST, 1);
  if (typeof last === 'string' || head.pagesTotal > 1) onWhole(why);
  const whole = await readWhole(read, head, onPage);
  const { head: then, unread, others, agrees } = whole;
  const facts = { seenUpTo: latestChange(then), unread, others, whole: true, agrees };
  return result(whole.entries.map(settled), facts);
}

const latestChange = ({ entries }: EntryPage) => entries.find(isDated)?.data.updatedAt;
