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
  /** The same, without counting. */
  peek(key: string): Promise<number>;
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
    async peek(key) {
      await options.redis?.attempted;
      const state = await limiter.get(key);
      return state && state.remainingPoints <= 0 ? Math.max(1, state.msBeforeNext) : 0;
    },
  };
}
