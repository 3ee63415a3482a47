import type { MintingClient } from '../../api-video/client.js';
import type { Counter } from './counter.js';
import { SHORT_WAIT } from './failure-kinds.js';
import type { IssueResult } from './issue.js';
import type { Places } from './places.js';
import type { PendingRequest, RequestQueue } from './queue/pending-request.js';
import type { Budget } from './reads/budget.js';
import type { PageHealth } from './reads/page-health.js';
import type { PageRead } from './reads/page-read.js';
import type { VideoHealth } from './reads/video-health.js';
import type { Exchange } from './sessions/exchange.js';
import type { Pool, PoolLimits } from './sessions/pool.js';
import type { RecentDemand } from './sessions/recent-demand.js';
import type { SetTimer } from './timer.js';

/** Everything the parts of the issuer share. */
export interface IssuerState {
  client: MintingClient;
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
  openedAt: number;
  /** Milliseconds a visitor's request may wait before it is told to come back. */
  patience: number;
  /** Until then a video is read again only after its token was used, since two reads gave the same one. */
  oneTokenUntil: number;
  /** Whether a timer is already set for the end of the quota's window. */
  postponed: boolean;
  closed: boolean;
  now: () => number;
  setTimer: SetTimer;
  onError: (error: unknown, videoId?: string) => void;
  /** Has reads made soon for pending requests; those of the same moment are planned together. */
  wake: () => void;
}

export function settle({ queue }: IssuerState, request: PendingRequest, result: IssueResult): void {
  if (request.result) return;
  request.result = result;
  queue.remove(request);
  request.settle(result);
}

export function requeue({ queue, wake }: IssuerState, request: PendingRequest): void {
  if (request.result) return;
  queue.add(request);
  wake();
}

/** How many more ready sessions of a video are worth having. */
export function missing({ demand, pool, poolLimits, inFlight }: IssuerState, videoId: string): number {
  const target = Math.min(demand.target(videoId), poolLimits.perVideo);
  return target - pool.count(videoId) - inFlight.of(videoId);
}

/** How long a visitor who waited in vain should stay away: until there is quota again, or just a moment. */
export function waitOf({ budget }: IssuerState): number {
  return budget.forVisitors() < 1 ? budget.resetIn() : SHORT_WAIT * 1000;
}

/** The longest wait that `oneTokenUntil` can mean; a longer one is from before the clock stepped back. */
export const ONE_TOKEN_FOR = 60 * 1000;

export function oneTokenAtATime({ now, oneTokenUntil }: IssuerState): boolean {
  const left = oneTokenUntil - now();
  return left > 0 && left <= ONE_TOKEN_FOR;
}

/** The pages to look for a video on: none while pages give no tokens. */
export function pagesFor({ demand, pages }: IssuerState, videoId: string): readonly PageRead[] {
  return demand.pages(videoId).filter(({ key }) => pages.isUsable(key));
}
