import { LRUCache } from 'lru-cache';
import { HOUR, MINUTE } from '../../../contract/durations.js';
import type { ReadAllowance } from '../issue.js';
import { sizeCalculation } from '../one-each.js';
import type { PageRead } from '../reads/page-read.js';

/** A video counts as asked for during so long after the last request for it. */
const RECENT = HOUR;

/** Videos remembered at most; those not asked for longest are forgotten first. */
const MOST_VIDEOS = 20_000;

/** A video that stands in more galleries than this is refilled from the latest ones. */
const MOST_PAGES = 3;
const MOST_PAYERS = 3;

/** Who asks, and what is left to spend; without an allowance nobody counts. */
interface Payer {
  visitor: string | undefined;
  allowance: ReadAllowance | undefined;
}

interface Demanded {
  /** The pages it was last found by, the latest first. */
  pages: PageRead[];
  lastAsked: number;
  /** Who asked, the latest first: they pay for the sessions of those who come next. */
  payers: Payer[];
  /** Until then none of them can. */
  unpaidUntil: number;
  /** Whether it has brought a session. */
  proven: boolean;
  /** Requests in the current minute and in the one before; those of one visitor in a row are one. */
  minute: number;
  current: number;
  previous: number;
}

export interface RecentDemand {
  note(videoId: string, page: PageRead, visitor?: string, allowance?: ReadAllowance): void;
  isRecent(videoId: string): boolean;
  /** A video that turned out not to be worth any session. */
  forget(videoId: string): void;
  /** It was not on that page. */
  leavePage(videoId: string, key: string): void;
  prove(videoId: string): void;
  isProven(videoId: string): boolean;
  /** Whose demand it is, the latest first; undefined where nobody counts. */
  payers(videoId: string): ReadonlyArray<ReadAllowance | undefined>;
  /** None of them can pay for so many milliseconds, unless somebody else asks. */
  unpaid(videoId: string, milliseconds: number): void;
  /** Milliseconds until one of them may. */
  unpaidFor(videoId: string): number;
  /** How many ready sessions are worth keeping, by how often the video is asked for. 0 when it is not. */
  target(videoId: string): number;
  pages(videoId: string): readonly PageRead[];
}

const newDemand = (): Demanded => ({
  pages: [],
  lastAsked: 0,
  payers: [],
  unpaidUntil: 0,
  proven: false,
  minute: 0,
  current: 0,
  previous: 0,
});

/** `floor` sessions are kept ready of every recent video, so that the next visitor waits for nothing. */
export function createRecentDemand(now: () => number, floor = 2): RecentDemand {
  const demanded = new LRUCache<string, Demanded>({ maxSize: MOST_VIDEOS, sizeCalculation });

  function roll(entry: Demanded, time: number): Demanded {
    const minute = Math.floor(time / MINUTE);
    if (minute === entry.minute) return entry;
    entry.previous = minute === entry.minute + 1 ? entry.current : 0;
    entry.current = 0;
    entry.minute = minute;
    return entry;
  }

  function recent(videoId: string, time = now()): Demanded | undefined {
    const entry = demanded.peek(videoId);
    return entry && time - entry.lastAsked < RECENT ? roll(entry, time) : undefined;
  }

  return {
    note(videoId, page, visitor, allowance) {
      const time = now();
      const entry = recent(videoId, time) ?? roll(newDemand(), time);
      const isSame = entry.current > 0 && visitor !== undefined && entry.payers[0]?.visitor === visitor;
      entry.lastAsked = time;
      const others = entry.payers.filter((payer) => payer.visitor !== visitor);
      if (others.length === entry.payers.length) entry.unpaidUntil = 0;
      entry.payers = [{ visitor, allowance }, ...others].slice(0, MOST_PAYERS);
      if (!isSame) entry.current++;
      if (entry.pages[0] !== page && !entry.pages.some(({ key }) => key === page.key)) {
        entry.pages = [page, ...entry.pages].slice(0, MOST_PAGES);
      }
      // The first request of a minute moves the video behind those not asked for as recently.
      if (!isSame && entry.current === 1) demanded.set(videoId, entry);
    },
    isRecent: (videoId) => recent(videoId) !== undefined,
    forget: (videoId) => demanded.delete(videoId),
    leavePage(videoId, key) {
      const entry = recent(videoId);
      if (entry) entry.pages = entry.pages.filter((page) => page.key !== key);
    },
    prove(videoId) {
      const entry = demanded.peek(videoId);
      if (entry) entry.proven = true;
    },
    isProven: (videoId) => recent(videoId)?.proven === true,
    payers: (videoId) => recent(videoId)?.payers.map(({ allowance }) => allowance) ?? [],
    unpaid(videoId, milliseconds) {
      const entry = demanded.peek(videoId);
      if (entry) entry.unpaidUntil = now() + milliseconds;
    },
    unpaidFor(videoId) {
      const wait = (demanded.peek(videoId)?.unpaidUntil ?? 0) - now();
      // A longer one is from before the clock stepped back.
      return wait > MINUTE ? 0 : Math.max(0, wait);
    },
    target(videoId) {
      const entry = recent(videoId);
      return entry ? Math.max(floor, entry.current, entry.previous) : 0;
    },
    pages: (videoId) => recent(videoId)?.pages ?? [],
  };
}
