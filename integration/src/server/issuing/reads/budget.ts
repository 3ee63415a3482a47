import { isCurrent, mergeWindow, type QuotaWindow, type RateLimit } from '../../../api-video/quota-window.js';
import { MINUTE, wholeSeconds } from '../../../contract/durations.js';

/** The part of the quota that background refills never touch. */
const VISITORS_SHARE = 0.4;

/** How many reads api.video still allows, as its own headers say (api-video.md, "Rate limits"). */
export interface Budget {
  /** Learns from an answer. */
  note(state: RateLimit): void;
  /** Learns from a refusal: nothing is left for so many seconds. */
  exhausted(seconds: number): void;
  /** Reads a visitor's request may make now; unlimited until the first answer. */
  forVisitors(): number;
  /** Reads a refill may make now: the first one always follows a visitor's, whose answer tells the quota. */
  forRefills(): number;
  /** Counts reads about to be made. */
  spend(reads: number): void;
  /** Milliseconds until the quota is whole again. */
  resetIn(): number;
  /** The quota as far as answers have told it, to be shown. */
  quota(): RateLimit | undefined;
}

export function createBudget(now: () => number): Budget {
  let window: QuotaWindow = {
    limit: Number.POSITIVE_INFINITY,
    remaining: Number.POSITIVE_INFINITY,
    resetAt: 0,
  };

  function roll(): QuotaWindow {
    const { limit } = window;
    if (!isCurrent(window, now()))
      window = { limit, remaining: limit, resetAt: now() + MINUTE, isAssumed: true };
    return window;
  }

  return {
    note(state) {
      const { limit } = window;
      window = mergeWindow(window, state, now());
      // A gateway that refuses may say 0 for everything; taken for the quota, nobody would ever read again.
      if (state.limit <= 0) window.limit = limit;
    },
    exhausted(seconds) {
      const until = now() + Math.min(MINUTE, seconds * 1000);
      const resetAt = isCurrent(window, now()) ? Math.max(window.resetAt, until) : until;
      window = { limit: window.limit, remaining: 0, resetAt };
    },
    forVisitors: () => roll().remaining,
    forRefills() {
      const { limit, remaining } = roll();
      return Number.isFinite(limit) ? Math.max(0, remaining - Math.ceil(limit * VISITORS_SHARE)) : remaining;
    },
    spend(reads) {
      const { remaining } = roll();
      window.remaining = Math.max(0, remaining - reads);
    },
    resetIn() {
      if (window.resetAt > 0) roll();
      return Math.max(0, window.resetAt - now());
    },
    quota() {
      const { limit, remaining, resetAt } = roll();
      return Number.isFinite(limit)
        ? { limit, remaining, resetIn: wholeSeconds(resetAt - now()) }
        : undefined;
    },
  };
}
