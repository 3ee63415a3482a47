import { LRUCache } from 'lru-cache';
import { MINUTE } from '../../../contract/durations.js';

/** How long to go without list pages once so many of them in a row were tokenless: one alone may be an accident. */
const NO_PAGES_FOR = 10 * MINUTE;
const MOST_TOKENLESS_PAGES = 2;
/** How long one page that failed is left alone, at first and then. */
const FAILED_FOR = [MINUTE, 10 * MINUTE] as const;
/** The same where it may have been an accident each time. */
const DOUBTED_FOR = [10_000, MINUTE] as const;
/** Failures in a row, of which each may have been an accident, until a page is left alone, and for longer. */
const FAILURES = [3, 6] as const;
/** Failed pages remembered at most. */
const MOST_PAGES = 1000;

interface PageFailure {
  count: number;
  at: number;
  /** When it may be read again; undefined while nobody knows whether it was the page's own failure. */
  until: number | undefined;
}

/** Which list pages are worth reading. Where they are not, videos are read one by one. */
export interface PageHealth {
  isUsable(key: string): boolean;
  /** Learns from a page; `hadTokens` is undefined where no video on it is private. */
  read(key: string, hadTokens: boolean | undefined): void;
  /** Learns from a page that could not be read, and tells how its videos can be had. */
  failed(key: string, how: PageFailed): PageAdvice;
}

export interface PageFailed {
  /** Whether the answer was about the page, so that another one would be the same. */
  certain: boolean;
  askedAt: number;
  /** When api.video last answered a read. */
  answeredAt: number;
}

/**
 * `again`: it may have been an accident. `apart`: one by one, the page is left alone for a while. `one-first`: nothing
 * has come through meanwhile, so that one video should show whether anything does.
 */
export type PageAdvice = 'again' | 'apart' | 'one-first';

export function createPageHealth(now: () => number): PageHealth {
  const failures = new LRUCache<string, PageFailure>({ max: MOST_PAGES });
  let tokenless = 0;
  let noPagesUntil = 0;
  /** A wait longer than any can be is one from before the clock stepped back. */
  const isOver = (until: number, longest: number) => now() >= until || until - now() > longest;

  return {
    isUsable(key) {
      const until = failures.peek(key)?.until;
      return isOver(noPagesUntil, NO_PAGES_FOR) && (until === undefined || isOver(until, FAILED_FOR[1]));
    },
    read(key, hadTokens) {
      failures.delete(key);
      if (hadTokens === undefined) return;
      tokenless = hadTokens ? 0 : tokenless + 1;
      if (tokenless >= MOST_TOKENLESS_PAGES) noPagesUntil = now() + NO_PAGES_FOR;
    },
    failed(key, { certain, askedAt, answeredAt }) {
      const before = failures.peek(key);
      const isOutage = !certain && answeredAt < (before?.at ?? askedAt);
      const count = (before?.count ?? 0) + (certain ? FAILURES[0] : isOutage ? 0 : 1);
      const isLeft = !isOutage && count >= FAILURES[0];
      const pauses = certain ? FAILED_FOR : DOUBTED_FOR;
      const until = isLeft ? now() + pauses[count >= FAILURES[1] ? 1 : 0] : undefined;
      failures.set(key, { count, at: now(), until });
      return isOutage ? 'one-first' : isLeft ? 'apart' : 'again';
    },
  };
}
