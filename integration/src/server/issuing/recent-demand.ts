import type { PageRead } from './page-read.js';

/** A video counts as asked for during an hour after the last request for it. */
const HOUR = 60 * 60 * 1000;
const MINUTE = 60 * 1000;

/** Videos remembered at most; those not asked for longest are forgotten first. */
const MOST_VIDEOS = 20_000;

/** A video that stands in more galleries than this is refilled from the latest ones. */
const MOST_PAGES = 3;

interface Demanded {
  /** The pages it was last found by, the latest first. */
  pages: PageRead[];
  lastAsked: number;
  /** Requests in the current minute and in the one before. */
  minute: number;
  current: number;
  previous: number;
}

export interface RecentDemand {
  note(videoId: string, page: PageRead): void;
  isRecent(videoId: string): boolean;
  /** How many ready sessions are worth keeping, by how often the video is asked for. 0 when it is not. */
  target(videoId: string): number;
  pages(videoId: string): readonly PageRead[];
}

/** `floor` sessions are kept ready of every recent video, so that the next visitor waits for nothing. */
export function createRecentDemand(now: () => number, floor = 2): RecentDemand {
  const demanded = new Map<string, Demanded>();

  function roll(entry: Demanded, time: number): Demanded {
    const minute = Math.floor(time / MINUTE);
    if (minute === entry.minute) return entry;
    entry.previous = minute === entry.minute + 1 ? entry.current : 0;
    entry.current = 0;
    entry.minute = minute;
    return entry;
  }

  function recent(videoId: string, time = now()): Demanded | undefined {
    const entry = demanded.get(videoId);
    return entry && time - entry.lastAsked < HOUR ? roll(entry, time) : undefined;
  }

  return {
    note(videoId, page) {
      const time = now();
      const entry =
        recent(videoId, time) ?? roll({ pages: [], lastAsked: 0, minute: 0, current: 0, previous: 0 }, time);
      entry.current++;
      entry.lastAsked = time;
      if (entry.pages[0] !== page && !entry.pages.some(({ key }) => key === page.key)) {
        entry.pages = [page, ...entry.pages].slice(0, MOST_PAGES);
      }
      if (entry.current > 1) return;
      // The first request of a minute moves the video behind those not asked for as recently.
      demanded.delete(videoId);
      demanded.set(videoId, entry);
      if (demanded.size > MOST_VIDEOS) demanded.delete(demanded.keys().next().value as string);
    },
    isRecent: (videoId) => recent(videoId) !== undefined,
    target(videoId) {
      const entry = recent(videoId);
      return entry ? Math.max(floor, entry.current, entry.previous) : 0;
    },
    pages: (videoId) => recent(videoId)?.pages ?? [],
  };
}
