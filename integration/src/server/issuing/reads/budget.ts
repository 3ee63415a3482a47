import type { RateLimit } from '../../../api-video/quota-window.js';

/** The part of the quota that background refills never touch. */
const VISITORS_SHARE = 0.4;

/** Two announcements of a reset this close (milliseconds) speak of the same window: they come in whole seconds. */
const SAME_WINDOW = 1500;

const WINDOW = 60_000;

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
  let limit = Number.POSITIVE_INFINITY;
  let remaining = Number.POSITIVE_INFINITY;
  let resetAt = 0;
  /** A window opened by our own clock, until an answer says when it really ends. */
  let assumed = false;

  /** No window is longer than a minute: one that seems so is from before the clock stepped back. */
  const isOpen = () => now() < resetAt && resetAt - now() <= WINDOW + SAME_WINDOW;

  function roll(): void {
    if (isOpen()) return;
    remaining = limit;
    resetAt = now() + WINDOW;
    assumed = true;
  }

  return {
    note(state) {
      const until = now() + state.resetIn * 1000;
      const sameWindow = isOpen() && (assumed || Math.abs(until - resetAt) < SAME_WINDOW);
      remaining = sameWindow ? Math.min(remaining, state.remaining) : state.remaining;
      resetAt = sameWindow && !assumed ? Math.max(resetAt, until) : until;
      // A gateway that refuses may say 0 for everything; taken for the quota, nobody would ever read again.
      if (state.limit > 0) limit = state.limit;
      assumed = false;
    },
    exhausted(seconds) {
      const until = now() + Math.min(WINDOW, seconds * 1000);
      resetAt = isOpen() ? Math.max(resetAt, until) : until;
      remaining = 0;
      assumed = false;
    },
    forVisitors() {
      roll();
      return remaining;
    },
    forRefills() {
      roll();
      return Number.isFinite(limit) ? Math.max(0, remaining - Math.ceil(limit * VISITORS_SHARE)) : remaining;
    },
    spend(reads) {
      roll();
      remaining = Math.max(0, remaining - reads);
    },
    resetIn() {
      if (resetAt > 0) roll();
      return Math.max(0, resetAt - now());
    },
    quota() {
      roll();
      const resetIn = Math.ceil((resetAt - now()) / 1000);
      return Number.isFinite(limit) ? { limit, remaining, resetIn } : undefined;
    },
  };
}
