import pLimit from 'p-limit';
import { NEWEST_CHANGE_FIRST, OLDEST_FIRST } from '../../api-video/query.js';
import type { UnreadItem } from '../../api-video/read-item.js';
import { byAge } from './catalogue-order.js';
import { type EntryPage, isDated, type LooseEntry, type ReadPage, timeOf } from './entry.js';
import { CLOCK_SKEW } from './read-changes.js';

/** Pages in hand at the same time: on their way, or being looked at. */
const IN_HAND = 12;

const ROUNDS = 3;

export interface Whole {
  /** Oldest first. */
  entries: LooseEntry[];
  /** The latest changes when the reading began. */
  head: EntryPage;
  unread: readonly UnreadItem[];
  /** How many items api.video counts beside the entries. */
  others: number;
  /** False where the account changed so much meanwhile that the list may lack some. */
  agrees: boolean;
}

/** Told after every page how many were read, and how many there are. */
export type OnPage = (read: number, pages: number) => void;

/**
 * Reads all videos. With paging by number, one that is deleted meanwhile moves another one over to a page that was read
 * already, so a round counts only if nothing came or went in it; else everything is read again, a few times at most.
 */
export async function readWhole(read: ReadPage, head: EntryPage, onPage: OnPage): Promise<Whole> {
  if (head.pagesTotal <= 1) return onePage(head);
  let before: Round | undefined;
  for (let round = 1; ; round++) {
    const found = await readRound(read, head.pagesTotal, onPage);
    const agrees = isStill(found, head) || (before !== undefined && isSame(before, found));
    if (agrees || round >= ROUNDS) {
      const entries = [...found.entries.values()];
      return { entries, head, unread: found.unread, others: found.total - entries.length, agrees };
    }
    before = found;
    head = await read(NEWEST_CHANGE_FIRST, 1);
  }
}

/** One answer is true by itself. */
function onePage(head: EntryPage): Whole {
  const entries = byAge(head.entries);
  const { unread, items, itemsTotal } = head;
  const agrees = isBetween(itemsTotal, entries.length, items);
  return { entries, head, unread, others: itemsTotal - entries.length, agrees };
}

interface Round {
  entries: Map<string, LooseEntry>;
  unread: UnreadItem[];
  /** How many items its answers held that are no entry: not readable, or with the id of another in the same answer. */
  spare: number;
  /** How many items they held in all. */
  items: number;
  /** How many videos its last answer counted, and whether all of them counted as many. */
  total: number;
  steady: boolean;
}

/** Whether api.video counts what could be read, and at most what could not as well. */
const isBetween = (total: number, least: number, most: number) => least <= total && total <= most;

async function readRound(read: ReadPage, expected: number, onPage: OnPage): Promise<Round> {
  const limit = pLimit(IN_HAND);
  const pages: EntryPage[] = [];
  let count = expected;
  let done = 0;
  const one = async (number: number) => {
    const page = await read(OLDEST_FIRST, number);
    pages[number - 1] = page;
    count = Math.max(count, page.pagesTotal);
    onPage(++done, count);
  };
  for (let from = 1; from <= count; ) {
    const numbers = Array.from({ length: count - from + 1 }, (_, index) => from + index);
    from = count + 1;
    await Promise.all(numbers.map((number) => limit(one, number)));
  }
  const found = pages.flatMap(({ entries }) => entries);
  const items = pages.reduce((sum, page) => sum + page.items, 0);
  const total = pages.at(-1)?.itemsTotal ?? 0;
  return {
    entries: new Map(found.map((entry) => [entry.id, entry])),
    unread: pages.flatMap(({ unread }) => unread),
    spare: items - found.length,
    items,
    total,
    steady: pages.every(({ itemsTotal }) => itemsTotal === total),
  };
}

/**
 * Whether nothing came or went since the head was read. The numbers alone do not tell: with one deleted and one added
 * they are as before.
 */
function isStill({ entries, spare, total, steady }: Round, head: EntryPage): boolean {
  const known = new Set(head.entries.map(({ id }) => id));
  const then = timeOf(head.entries.find(isDated)?.data.updatedAt) - CLOCK_SKEW;
  const isNew = ({ id, data }: LooseEntry) => timeOf(data.createdAt) >= then && !known.has(id);
  return (
    steady &&
    total === head.itemsTotal &&
    isBetween(total, entries.size, entries.size + spare) &&
    ![...entries.values()].some(isNew)
  );
}

/** What two rounds found alike was not moving, whatever the dates of its videos are. */
function isSame(before: Round, now: Round): boolean {
  return (
    now.steady &&
    isBetween(now.total, now.entries.size, now.items) &&
    before.entries.size === now.entries.size &&
    [...now.entries.keys()].every((id) => before.entries.has(id))
  );
}
