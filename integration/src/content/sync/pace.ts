import { setTimeout as wait } from 'node:timers/promises';
import type { RateLimit } from '../../api-video/quota-window.js';

export interface Pace {
  /** Takes in what an answer told of the quota. */
  observe(state: RateLimit): void;
  /** Makes a call as soon as the quota has room for it. */
  run<T>(call: () => Promise<T>): Promise<T>;
  /** The quota as far as it is known, of the current minute. */
  quota(): { limit: number; remaining: number } | undefined;
}

export interface PaceOptions {
  now?: () => number;
  sleep?: (milliseconds: number) => Promise<unknown>;
  /** Told the seconds until the quota is there again, once for each of its minutes. */
  onWait?: (seconds: number) => void;
}

/** Answers come in any order, and tell the end of a window in whole seconds only. */
const SAME_WINDOW = 2000;

/** No window is longer; one that seems so is from before the clock stepped back. */
const LONGEST_WINDOW = 60_000;

/**
 * Keeps several calls at a time within a quota by the minute, so that none is refused (api-video.md, "Rate limits").
 */
export function createPace({ now = Date.now, sleep = wait, onWait = () => {} }: PaceOptions = {}): Pace {
  let state: { limit: number; remaining: number; resetAt: number } | undefined;
  let told = 0;
  let underWay = 0;

  function current() {
    const left = state ? state.resetAt - now() : 0;
    return left > 0 && left <= LONGEST_WINDOW + SAME_WINDOW ? state : undefined;
  }

  async function room(): Promise<void> {
    for (let window = current(); window && window.remaining <= underWay; window = current()) {
      if (window.resetAt > told + SAME_WINDOW) onWait(Math.ceil((window.resetAt - now()) / 1000));
      told = Math.max(told, window.resetAt);
      await sleep(window.resetAt - now());
    }
  }

  return {
    observe({ limit, remaining, resetIn }) {
      const resetAt = now() + resetIn * 1000;
      const window = current();
      const isSame = window !== undefined && Math.abs(window.resetAt - resetAt) < SAME_WINDOW;
      state = {
        limit,
        remaining: isSame ? Math.min(window.remaining, remaining) : remaining,
        resetAt: isSame ? Math.max(window.resetAt, resetAt) : resetAt,
      };
    },
    async run(call) {
      await room();
      underWay++;
      try {
        return await call();
      } finally {
        underWay--;
      }
    },
    quota: current,
  };
}
