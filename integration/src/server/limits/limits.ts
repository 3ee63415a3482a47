import type { ReadAllowance } from '../issuing/issued.js';
import { createLimiter, type Limiter } from './limiter.js';
import type { RedisConnection } from './redis.js';

/** Points per minute. */
export interface LimitsConfig {
  /** Requests for tokens or watch pages of one visitor. */
  requests: number;
  /** Reads at api.video that one visitor may cause. */
  reads: number;
  /** Requests of all visitors together. */
  total: number;
  instances: number;
}

export interface Limits {
  /** Counts one request. Gives the milliseconds to wait, 0 to go on. */
  admit(visitor: string): Promise<number>;
  /** Counts one relayed thumbnail; a page has many of them. */
  admitPicture(visitor: string): Promise<number>;
  /** The reads that a visitor may cause. */
  readsOf(visitor: string): ReadAllowance;
}

/** A gallery page asks once for tokens, but for each of its pictures by itself. */
const PICTURES_PER_REQUEST = 50;

export function createLimits(config: LimitsConfig, redis: RedisConnection | undefined): Limits {
  const create = (name: string, points: number): Limiter =>
    createLimiter({ name, points, redis, instances: config.instances });
  const requests = create('requests', config.requests);
  const pictures = create('pictures', config.requests * PICTURES_PER_REQUEST);
  const reads = create('reads', config.reads);
  const total = create('total', config.total);
  return {
    admit: async (visitor) => (await requests.take(visitor)) || total.take('all'),
    admitPicture: (visitor) => pictures.take(visitor),
    readsOf: (visitor) => ({
      reserve: (count) => reads.reserve(visitor, count),
      reserveSpare: () => reads.reserve(visitor, 1, config.reads / 2),
    }),
  };
}
