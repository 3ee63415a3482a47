import type { VideoQuery } from '../../contract/video-query.js';
import { busyFor } from './failure-kinds.js';
import type { Issue, IssueResult } from './issue.js';
import { createIssuerState, type IssuerDependencies, type IssuerState } from './issuer-state.js';
import { dispatchReads } from './queue/dispatch-reads.js';
import type { PendingRequest } from './queue/pending-request.js';
import { reserveReads } from './queue/reservation.js';
import { retryDelay, settle } from './queue/settle.js';
import { readList } from './reads/list-read.js';
import { type PageRead, pageOf } from './reads/page-read.js';
import { dropEnded } from './sessions/drop-ended.js';
import { readyFromSession } from './sessions/ready-session.js';
import { createRefill } from './sessions/refill.js';

export interface Issuer {
  issue: Issue;
  /** See `readList`. */
  readList: (query: VideoQuery, page: number) => Promise<void>;
  stats: () => { pooled: number; waiting: number; reading: number };
  /** Sends those who wait away and forgets every pooled session. */
  close: () => void;
}

/** Pending requests at most; further ones are told to come back. */
const MOST_WAITING = 30_000;

/** How many reads some videos cost at most, each on its page: one for every page, where pages can be read. */
function readsFor(
  { pages }: IssuerState,
  missed: ReadonlyArray<{ videoId: string; page: PageRead }>,
): number {
  return new Set(missed.map(({ videoId, page }) => (pages.isUsable(page.key) ? page.key : videoId))).size;
}

/** Issues sessions: from the pool where there are some, else by the cheapest reads that several requests can share. */
export function createIssuer(dependencies: IssuerDependencies): Issuer {
  const state = createIssuerState(dependencies, wake);
  const refill = createRefill(state);
  let awake = false;

  function wake(): void {
    if (awake || state.closed) return;
    awake = true;
    setImmediate(() => {
      awake = false;
      if (state.queue.size() > 0) dispatchReads(state);
      else refill.soon();
    });
  }

  function wait(request: Omit<PendingRequest, 'settle'>): PendingRequest & { done: Promise<IssueResult> } {
    const { promise, resolve } = Promise.withResolvers<IssueResult>();
    const waiting = { ...request, settle: resolve, done: promise };
    if (state.closed || state.queue.size() >= MOST_WAITING)
      settle(state, waiting, busyFor(retryDelay(state)));
    else state.queue.add(waiting);
    return waiting;
  }

  const issue: Issue = async (requests, options = {}) => {
    const { visitor, keepReady = true, distrust = false, allowance, onPooled, signal } = options;
    if (distrust) {
      const videoIds = requests.map(({ videoId }) => videoId);
      await dropEnded(state, videoIds, allowance);
    }
    const results = new Map<string, IssueResult>();
    const missed: Array<{ videoId: string; page: PageRead }> = [];
    let pooled = 0;
    for (const { videoId, source } of requests) {
      const page = pageOf(source);
      const session = state.pool.take(videoId);
      const known = session ? undefined : state.videos.answer(videoId);
      if (known) {
        results.set(videoId, known);
        continue;
      }
      if (keepReady) {
        state.demand.note(videoId, page, visitor, allowance);
        state.belowTarget.add(videoId);
      }
      if (session) {
        pooled++;
        results.set(videoId, readyFromSession(session, state.now()));
      } else missed.push({ videoId, page });
    }
    onPooled?.(pooled);
    state.wake();
    if (missed.length === 0) return results;

    const reservation = await reserveReads(allowance, readsFor(state, missed));
    if ('wait' in reservation) {
      for (const { videoId } of missed) results.set(videoId, busyFor(reservation.wait));
      return results;
    }
    const until = state.now() + state.patience;
    const pending = missed.map((each) =>
      wait({
        ...each,
        visitor: visitor ?? '',
        reservation,
        until,
        failures: 0,
        party: undefined,
        result: undefined,
      }),
    );
    state.wake();
    const leave = () => {
      for (const request of pending) settle(state, request, busyFor(retryDelay(state)));
    };
    const cancel = state.setTimer(state.patience, leave);
    signal?.addEventListener('abort', leave, { once: true });
    if (signal?.aborted) leave();
    for (const { videoId, done } of pending) results.set(videoId, await done);
    signal?.removeEventListener('abort', leave);
    cancel();
    reservation.release();
    return results;
  };

  return {
    issue,
    readList: (query, page) => readList(state, query, page),
    stats: () => ({
      pooled: state.pool.size(),
      waiting: state.queue.size(),
      reading: state.reads.taken() + state.refills.taken(),
    }),
    close() {
      state.closed = true;
      refill.close();
      for (const request of state.queue.all()) settle(state, request, busyFor(0));
      state.pool.clear();
    },
  };
}
