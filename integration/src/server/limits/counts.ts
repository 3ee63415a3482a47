import { RateLimiterRedis, RateLimiterRes } from 'rate-limiter-flexible';
import { MINUTE } from '../../contract/durations.js';

/** Where points are counted by key; what `rate-limiter-flexible` offers, as far as limits use it. */
export interface Counts {
  get(key: string): Promise<RateLimiterRes | null>;
  /** Rejects with the state where the key has used its points up. */
  consume(key: string, points?: number): Promise<RateLimiterRes>;
  /** Gives points back. */
  reward(key: string, points?: number): Promise<RateLimiterRes>;
}

/** A server that answers with something else than counts would let everybody in. */
function requireCounted(state: RateLimiterRes): RateLimiterRes {
  if (Number.isFinite(state.consumedPoints) && Number.isFinite(state.msBeforeNext)) return state;
  throw new Error('What came back is no count.');
}

const checked = (counted: Promise<RateLimiterRes>): Promise<RateLimiterRes> =>
  counted.then(requireCounted, (refusal) => {
    throw refusal instanceof RateLimiterRes ? requireCounted(refusal) : refusal;
  });

/** The counts that all instances have together. Rejects with an error where they cannot be reached. */
export function createRedisCounts(client: unknown, name: string, points: number): Counts {
  const limiter = new RateLimiterRedis({
    storeClient: client,
    useRedisPackage: true,
    keyPrefix: `vitrine:${name}`,
    points,
    duration: MINUTE / 1000,
  });
  return {
    async get(key) {
      const state = await limiter.get(key);
      return state && requireCounted(state);
    },
    consume: (key, spent) => checked(limiter.consume(key, spent)),
    reward: (key, given) => checked(limiter.reward(key, given)),
  };
}
