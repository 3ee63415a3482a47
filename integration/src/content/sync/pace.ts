import { setTimeout as wait } from 'node:timers/promises';
import {
  isCurrent,
  mergeWindow,
  type QuotaWindow,
  type RateLimit,
  SAME_WINDOW,
} from '../../api-video/quota-window.js';
import { wholeSeconds } from '../../contract/durations.js';

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

/** Keeps several calls at a time within a quota by the minute, so that none is refused (api-video.md, "Rate limits"). */
export function createPace({ now = Date.now, sleep = wait, onWait = () => {} }: PaceOptions = {}): Pace {
  let state: QuotaWindow | undefined;
  let told = 0;
  let underWay = 0;

  const current = () => (state && isCurrent(state, now()) ? state : undefined);

  async function room(): Promise<void> {
    for (let window = current(); window && window.remaining <= underWay; window = current()) {
      if (window.resetAt > told + SAME_WINDOW) onWait(wholeSeconds(window.resetAt - now()));
      told = Math.max(told, window.resetAt);
      await sleep(window.resetAt - now());
    }
  }

  return {
    observe(told) {
      state = mergeWindow(state, told, now());
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
