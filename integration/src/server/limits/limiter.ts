import { RateLimiterRes } from 'rate-limiter-flexible';
import { MINUTE } from '../../contract/durations.js';
import { type Counts, createRedisCounts } from './counts.js';
import { createMemoryCounts } from './memory-counts.js';
import type { RedisConnection } from './redis-connection.js';

/** Counts points per key in windows of a minute. */
export interface Limiter {
  /** Counts, unless the key has used its points up. Gives the milliseconds to wait, 0 where there is nothing to wait for. */
  take(key: string, points?: number): Promise<number>;
  /**
   * Counts up to so many points, as far as the key has them left above `keep`. What it grants can be given back as long
   * as the window it was counted in lasts.
   */
  reserve(key: string, points: number, keep?: number): Promise<GrantedPoints>;
}

export interface GrantedPoints {
  granted: number;
  /** Milliseconds until there are more, where none is granted. */
  wait: number;
  giveBack(points: number): void;
}

/** How often points are asked for that others take at the same moment. */
const MOST_TRIES = 3;

export interface LimiterOptions {
  /** Tells the limiters of one site apart. */
  name: string;
  points: number;
  /** Where the counts of several instances come together; each counts for itself without it. */
  redis: RedisConnection | undefined;
  /** How many instances share the points while Redis is away. */
  instances: number;
}

/** A clock that was set back would otherwise have visitors wait for hours. */
const waitOf = ({ msBeforeNext }: RateLimiterRes): number => Math.min(MINUTE, Math.max(1, msBeforeNext));

/** Milliseconds to wait after some points were asked for. */
async function waitAfter(consumed: Promise<RateLimiterRes>): Promise<number> {
  try {
    await consumed;
    return 0;
  } catch (refusal) {
    if (refusal instanceof RateLimiterRes) return waitOf(refusal);
    throw refusal;
  }
}

/** Does something with the counts of a limiter, wherever they are at the moment. */
type Count = <T>(operation: (counts: Counts) => Promise<T>) => Promise<T>;

function countWith({ name, points, redis, instances }: LimiterOptions): Count {
  if (!redis) {
    const counts = createMemoryCounts(points);
    return (operation) => operation(counts);
  }
  const own = createMemoryCounts(Math.max(1, Math.ceil(points / instances)));
  /** By client: one that was lost is replaced by a new one. */
  const shared = new WeakMap<object, Counts>();
  const sharedBy = (client: object): Counts => {
    const counts = shared.get(client) ?? createRedisCounts(client, name, points);
    shared.set(client, counts);
    return counts;
  };
  return async (operation) => {
    try {
      return await redis.use((client) => operation(sharedBy(client)));
    } catch {
      return operation(own);
    }
  };
}

const nothing = (wait: number): GrantedPoints => ({ granted: 0, wait, giveBack() {} });

export function createLimiter(options: LimiterOptions): Limiter {
  const count = countWith(options);

  async function reserveFrom(counts: Counts, key: string, points: number, keep: number) {
    for (let tries = 1; ; tries++) {
      const state = await counts.get(key);
      const wanted = Math.min(points, Math.floor((state?.remainingPoints ?? options.points) - keep));
      if (wanted < 1) return nothing(state ? waitOf(state) : MINUTE);
      const { isTaken, left, wait } = await taken(counts.consume(key, wanted));
      if (isTaken && left >= keep) return granted(counts, key, wanted, wait);
      // Others were faster. What was refused was counted all the same.
      await counts.reward(key, wanted);
      if (tries === MOST_TRIES) return nothing(wait);
    }
  }

  function granted(counts: Counts, key: string, points: number, wait: number): GrantedPoints {
    const until = performance.now() + wait;
    return {
      granted: points,
      wait: 0,
      giveBack(unused) {
        // In the next window, or counted elsewhere by now, nothing is owed any more: it would be had twice.
        if (performance.now() >= until) return;
        void count(async (now) => now === counts && counts.reward(key, unused)).catch(() => {});
      },
    };
  }

  return {
    take: (key, points = 1) => count((counts) => waitAfter(counts.consume(key, points))),
    reserve: (key, points, keep = 0) => count((counts) => reserveFrom(counts, key, points, keep)),
  };
}

/** What came of asking for some points, and the milliseconds left of their window. */
async function taken(consumed: Promise<RateLimiterRes>) {
  try {
    const state = await consumed;
    return { isTaken: true, left: state.remainingPoints, wait: waitOf(state) };
  } catch (refusal) {
    if (!(refusal instanceof RateLimiterRes)) throw refusal;
    return { isTaken: false, left: 0, wait: waitOf(refusal) };
  }
}
