import { RateLimiterMemory, type RateLimiterRes } from 'rate-limiter-flexible';
import { MINUTE } from '../../contract/durations.js';
import type { Counts } from './counts.js';

/** More visitors in one minute than a single instance can serve. */
const MOST_KEYS = 50_000;

/** Counts in the memory of this process, of so many keys at most: beyond, those that began first are forgotten. */
export function createMemoryCounts(points: number, most = MOST_KEYS): Counts {
  const limiter = new RateLimiterMemory({ points, duration: MINUTE / 1000 });
  /** When the minute of each key began, the oldest first. */
  const began = new Map<string, number>();

  function note(key: string, state: RateLimiterRes): RateLimiterRes {
    if (!state.isFirstInDuration) return state;
    const now = performance.now();
    began.delete(key);
    began.set(key, now);
    for (const [oldest, at] of began) {
      const over = now - at >= MINUTE;
      if (!over && began.size <= most) break;
      began.delete(oldest);
      if (!over) void limiter.delete(oldest);
    }
    return state;
  }

  const noted = (key: string, counted: Promise<RateLimiterRes>): Promise<RateLimiterRes> =>
    counted.then(
      (state) => note(key, state),
      (refusal) => {
        throw note(key, refusal);
      },
    );

  return {
    get: (key) => limiter.get(key),
    consume: (key, spent) => noted(key, limiter.consume(key, spent)),
    reward: (key, given) => noted(key, limiter.reward(key, given)),
  };
}
