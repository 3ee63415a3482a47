/** How long to go without list pages once so many of them in a row gave no tokens: one alone may be an accident. */
const NO_PAGES_FOR = 10 * 60 * 1000;
const MOST_BARE_PAGES = 2;
/** How long one page that failed is left alone, the first time and then. */
const FAILED_FOR = [60_000, 600_000] as const;
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
  /** Whether lists give tokens at all. */
  giveTokens(): boolean;
  isUsable(key: string): boolean;
  /** Learns from a page; `hadTokens` is undefined where no video on it is private. */
  read(key: string, hadTokens: boolean | undefined): void;
  /**
   * Learns from a page that could not be read, and tells whether the page itself is at fault: where the answer was about
   * it (`certain`), or where api.video has answered other reads since the page was asked for or failed before.
   */
  failed(key: string, when: { certain: boolean; askedAt: number; answeredAt: number }): boolean;
}

export function createPageHealth(now: () => number): PageHealth {
  const failures = new Map<string, PageFailure>();
  let bare = 0;
  let noPagesUntil = 0;
  /** A wait longer than any can be is one from before the clock stepped back. */
  const isOver = (until: number, longest: number) => now() >= until || until - now() > longest;

  const giveTokens = () => isOver(noPagesUntil, NO_PAGES_FOR);
  return {
    giveTokens,
    isUsable(key) {
      const until = failures.get(key)?.until;
      return giveTokens() && (until === undefined || isOver(until, FAILED_FOR[1]));
    },
    read(key, hadTokens) {
      failures.delete(key);
      if (hadTokens === undefined) return;
      bare = hadTokens ? 0 : bare + 1;
      if (bare >= MOST_BARE_PAGES) noPagesUntil = now() + NO_PAGES_FOR;
    },
    failed(key, { certain, askedAt, answeredAt }) {
      const before = failures.get(key);
      const isAtFault = certain || answeredAt >= (before?.at ?? askedAt);
      const count = (before?.count ?? 0) + (isAtFault ? 1 : 0);
      const until = isAtFault ? now() + FAILED_FOR[count > 1 ? 1 : 0] : undefined;
      failures.delete(key);
      failures.set(key, { count, at: now(), until });
      if (failures.size > MOST_PAGES) failures.delete(failures.keys().next().value as string);
      return isAtFault;
    },
  };
}
