import { createClient } from '../api-video/client.js';
import { ApiVideoError } from '../api-video/errors.js';
import { isSessionOver } from '../api-video/session-over.js';
import type { Meters } from '../contract/meters.js';
import type { VideoQuery } from '../contract/video-query.js';
import type { OnEvent } from '../types.js';
import type { Decide } from './access/decide.js';
import { createRedeemTokens, type RedeemTokens } from './access/redeem-tokens.js';
import { createIssuer } from './issuing/issuer.js';
import { createBudget } from './issuing/reads/budget.js';
import type { ListWatch } from './issuing/reads/list-watch.js';
import type { PoolLimits } from './issuing/sessions/pool.js';
import type { RedisConnection } from './limits/redis-connection.js';
import { createSharedQuota } from './limits/shared-quota.js';
import type { Log } from './observability/log.js';
import { observedClient } from './observability/observed-client.js';
import { createUnreadLog } from './observability/unread-log.js';
import { createThumbnailStore, type ThumbnailStore } from './thumbnails/store.js';

export interface TokenServiceOptions {
  apiKey: string;
  apiUrl: string | undefined;
  hosts: readonly string[];
  pool: PoolLimits;
  instances: number;
  redis: RedisConnection | undefined;
  log: Log;
  emit: OnEvent;
  decide: Decide;
  lists: ListWatch;
}

/** Everything that works with one API key. */
export interface TokenService {
  redeem: RedeemTokens;
  thumbnails: ThumbnailStore;
  /** Reads a page of a list for the one who keeps it, as far as the quota allows. Never rejects. */
  readList: (query: VideoQuery, page: number) => Promise<void>;
  meters: () => Meters;
  close: () => void;
}

/** Somebody waits: one more try at once, and the issuer's own queue instead of long waits. */
const REQUEST_RETRY = { attempts: 2, longestWait: 500 };
/** Milliseconds for one call: a call that hangs leaves time for a second one while the visitor waits. */
const REQUEST_TIMEOUT = 4500;

export function createTokenService(options: TokenServiceOptions): TokenService {
  const { apiKey, apiUrl, hosts, redis, log, emit } = options;
  // Only the length of its windows counts, whatever the clock of the machine does.
  const budget = createBudget(() => performance.now());
  const quota = redis && createSharedQuota(redis, apiKey, options.instances);
  const plain = createClient({
    apiKey,
    apiUrl,
    hosts,
    retry: REQUEST_RETRY,
    timeout: REQUEST_TIMEOUT,
    onRateLimit(state) {
      budget.note(state);
      quota?.learn(state.limit);
    },
    onUnread: createUnreadLog(log),
  });
  const counted = quota?.wrap(plain) ?? plain;
  const issuer = createIssuer({
    client: observedClient(counted, emit, () => performance.now()),
    budget,
    pool: options.pool,
    lists: options.lists,
    isSessionOver,
    onError(error, videoId) {
      const why = error instanceof ApiVideoError ? error.message : 'An unexpected error.';
      log.write('error', `No tokens${videoId ? ` for video ${videoId}` : ''}. ${why}`);
    },
  });
  return {
    redeem: createRedeemTokens({ issue: issuer.issue, decide: options.decide }),
    readList: issuer.readList,
    thumbnails: createThumbnailStore({ issue: issuer.issue, now: Date.now }),
    meters() {
      const { pooled, ...under } = issuer.stats();
      const state = budget.quota();
      return { pool: { ready: pooled, total: options.pool.total, ...under }, ...(state && { quota: state }) };
    },
    close: issuer.close,
  };
}
