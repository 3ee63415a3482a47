import type { ReadAllowance } from '../issuing/issue.js';
import { createLimiter, type Limiter } from './limiter.js';
import type { RedisConnection } from './redis-connection.js';

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

/** Where the instances of one site count together. */
export interface SharedLimits {
  redis: RedisConnection;
  /** Tells the site from others that use the same Redis. */
  site: string;
}

export interface Limits {
  /** Counts one request. Gives the milliseconds to wait, 0 to go on. */
  admit(visitor: string): Promise<number>;
  /** Counts one relayed thumbnail; a page has many of them. */
  admitThumbnail(visitor: string): Promise<number>;
  /** The reads that a visitor may cause. */
  readsOf(visitor: string): ReadAllowance;
}

/** A gallery page asks once for tokens, but for each of its thumbnails by itself. */
const THUMBNAILS_PER_REQUEST = 50;

/**
 * Counts the requests of all. Once they are used up nobody is counted any more, by visitor neither: a flood of new
 * visitors leaves nothing in memory.
 */
function createTotal(limiter: Limiter, site: string, isShared: () => boolean) {
  const closed = { until: 0, shared: false };
  return {
    /** Milliseconds to wait, without counting. */
    wait(): number {
      if (closed.shared !== isShared()) return 0;
      return Math.max(0, closed.until - performance.now());
    },
    async take(): Promise<number> {
      const shared = isShared();
      const wait = await limiter.take(site);
      if (wait > 0) Object.assign(closed, { until: performance.now() + wait, shared });
      return wait;
    },
  };
}

export function createLimits(config: LimitsConfig, shared: SharedLimits | undefined): Limits {
  const redis = shared?.redis;
  const create = (name: string, points: number): Limiter =>
    createLimiter({ name, points, redis, instances: config.instances });
  const requests = create('requests', config.requests);
  // The name stands in the keys of Redis.
  const thumbnails = create('pictures', config.requests * THUMBNAILS_PER_REQUEST);
  const reads = create('reads', config.reads);
  const total = createTotal(
    create('total', config.total),
    shared?.site ?? 'this',
    () => redis?.available() ?? false,
  );
  return {
    admit: async (visitor) => total.wait() || (await requests.take(visitor)) || total.take(),
    admitThumbnail: (visitor) => thumbnails.take(visitor),
    readsOf: (visitor) => ({
      reserve: (count) => reads.reserve(visitor, count),
      reserveSpare: () => reads.reserve(visitor, 1, config.reads / 2),
    }),
  };
}
