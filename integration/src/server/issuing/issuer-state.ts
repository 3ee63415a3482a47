import type { MintingClient } from '../../api-video/client.js';
import { POOL_DEFAULTS } from '../../contract/defaults.js';
import { type Counter, createCounter } from './counter.js';
import { createPlaces, type Places } from './places.js';
import { createRequestQueue, type RequestQueue } from './queue/pending-request.js';
import type { Budget } from './reads/budget.js';
import type { ListWatch } from './reads/list-watch.js';
import { createPageHealth, type PageHealth } from './reads/page-health.js';
import { createVideoHealth, type VideoHealth } from './reads/video-health.js';
import { createExchange, type Exchange } from './sessions/exchange.js';
import { createPool, type Pool, type PoolLimits, poolLimits } from './sessions/pool.js';
import { createRecentDemand, type RecentDemand } from './sessions/recent-demand.js';
import { realTimer, type SetTimer } from './timer.js';

/** Reads for the pool at the same time, and sessions of one video. */
export const REFILLS_AT_ONCE = 4;

export interface IssuerDependencies {
  client: MintingClient;
  /** The same budget that the client's `onRateLimit` tells. */
  budget: Budget;
  pool?: PoolLimits;
  /** Milliseconds a visitor's request may wait before it is told to come back. Default 10 s. */
  patience?: number;
  readsAtOnce?: number;
  sessionsAtOnce?: number;
  now?: () => number;
  setTimer?: SetTimer;
  /** Whether a session that was opened counts no more, by its playlist's address. */
  isSessionOver?: (hls: string) => Promise<boolean>;
  onError?: (error: unknown, videoId?: string) => void;
  /** Who keeps lists up to date. */
  lists?: ListWatch;
}

/** Everything the parts of the issuer share. */
export interface IssuerState {
  client: MintingClient;
  lists: ListWatch | undefined;
  budget: Budget;
  pool: Pool;
  poolLimits: PoolLimits;
  demand: RecentDemand;
  exchange: Exchange;
  queue: RequestQueue;
  videos: VideoHealth;
  pages: PageHealth;
  /** Reads and exchanges under way that should bring a session of a video. */
  inFlight: Counter;
  /** Videos that may have fewer ready sessions than they should. */
  belowTarget: Set<string>;
  /** Reads at the same time, for visitors and for the pool. */
  reads: Places;
  refills: Places;
  /** Pending requests that reads under way were made for: each will want an exchange. */
  expected: number;
  /** The same by visitor. */
  expectedBy: Counter;
  /** When api.video last answered a read, and opened a session: what fails after that is hardly an outage. */
  answeredAt: number;
  sessionOpenedAt: number;
  /** Milliseconds a visitor's request may wait before it is told to come back. */
  patience: number;
  /** Until then a video is read again only after its token was used, since two reads gave the same one. */
  oneTokenUntil: number;
  /** Whether a timer is already set for the end of the quota's window. */
  postponed: boolean;
  closed: boolean;
  now: () => number;
  setTimer: SetTimer;
  isSessionOver: (hls: string) => Promise<boolean>;
  onError: (error: unknown, videoId?: string) => void;
  /** Has reads made soon for pending requests; those of the same moment are planned together. */
  wake: () => void;
}

export function createIssuerState(dependencies: IssuerDependencies, wake: () => void): IssuerState {
  const { client, budget, now = Date.now, setTimer = realTimer, onError = () => {} } = dependencies;
  const { isSessionOver = async () => false } = dependencies;
  const { pool: limits = poolLimits(POOL_DEFAULTS), sessionsAtOnce = 128, patience = 10_000 } = dependencies;
  return {
    client,
    lists: dependencies.lists,
    budget,
    pool: createPool(limits, now),
    poolLimits: limits,
    demand: createRecentDemand(now),
    exchange: createExchange(client, { concurrency: sessionsAtOnce, patience, now, setTimer }),
    queue: createRequestQueue(),
    videos: createVideoHealth(now),
    pages: createPageHealth(now),
    inFlight: createCounter(),
    belowTarget: new Set(),
    reads: createPlaces({
      count: dependencies.readsAtOnce ?? 16,
      setTimer,
      onFree: wake,
    }),
    refills: createPlaces({ count: REFILLS_AT_ONCE, setTimer, onFree: wake }),
    expected: 0,
    expectedBy: createCounter(),
    answeredAt: Number.NEGATIVE_INFINITY,
    sessionOpenedAt: Number.NEGATIVE_INFINITY,
    patience,
    oneTokenUntil: 0,
    postponed: false,
    closed: false,
    now,
    setTimer,
    isSessionOver,
    onError,
    wake,
  };
}
