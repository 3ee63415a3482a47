import {
  type RateLimiterAbstract,
  RateLimiterMemory,
  RateLimiterRedis,
  RateLimiterRes,
} from 'rate-limiter-flexible';
import type { RedisConnection } from './redis.js';

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

export interface LimiterOptions {
  /** Tells the limiters of one site apart. */
  name: string;
  points: number;
  /** Where the counts of several instances come together; each counts for itself without it. */
  redis: RedisConnection | undefined;
  /** How many instances share the points while Redis is away. */
  instances: number;
}

const MINUTE = 60;
/** How often points are asked for that others take at the same moment. */
const MOST_TRIES = 3;

function underlying({ name, points, redis, instances }: LimiterOptions): RateLimiterAbstract {
  if (!redis) return new RateLimiterMemory({ keyPrefix: name, points, duration: MINUTE });
  return new RateLimiterRedis({
    storeClient: redis.client,
    useRedisPackage: true,
    rejectIfRedisNotReady: true,
    keyPrefix: `vitrine:${name}`,
    points,
    duration: MINUTE,
    insuranceLimiter: new RateLimiterMemory({
      keyPrefix: name,
      points: Math.max(1, Math.ceil(points / instances)),
      duration: MINUTE,
    }),
  });
}

export function createLimiter(options: LimiterOptions): Limiter {
  const limiter = underlying(options);
  const waitOf = (refusal: unknown): number => {
    if (refusal instanceof RateLimiterRes) return Math.max(1, refusal.msBeforeNext);
    throw refusal;
  };
  return {
    async take(key, points = 1) {
      if (options.redis) await options.redis.attempted;
      try {
        await limiter.consume(key, points);
        return 0;
      } catch (refusal) {
        return waitOf(refusal);
      }
    },
    async reserve(key, points, keep = 0) {
      await options.redis?.attempted;
      for (let tries = 1; ; tries++) {
        const state = await limiter.get(key);
        const wanted = Math.min(points, Math.floor((state?.remainingPoints ?? options.points) - keep));
        if (wanted < 1) return nothing(state?.msBeforeNext);
        const { isTaken, left, wait } = await limiter
          .consume(key, wanted)
          .then(({ remainingPoints, msBeforeNext }) => ({
            isTaken: true,
            left: remainingPoints,
            wait: msBeforeNext,
          }))
          .catch((refusal: unknown) => ({ isTaken: false, left: 0, wait: waitOf(refusal) }));
        const until = Date.now() + wait;
        const giveBack = (unused: number) => {
          // In the next window nothing is owed any more: given back there, it would be had twice.
          if (Date.now() < until) void limiter.reward(key, unused).catch(() => {});
        };
        if (isTaken && left >= keep) return { granted: wanted, wait: 0, giveBack };
        // Others were faster. What was refused was counted all the same.
        await limiter.reward(key, wanted).catch(() => {});
        if (tries === MOST_TRIES) return nothing(wait);
      }
    },
  };
}

const nothing = (wait = MINUTE * 1000): GrantedPoints => ({
  granted: 0,
  wait: Math.max(1, wait),
  giveBack() {},
});
