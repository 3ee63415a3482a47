import type { ApiVideoClient } from '../../api-video/client.js';
import { publicAssets } from '../../api-video/private-assets.js';
import type { ApiVideo } from '../../api-video/schema.js';
import type { Budget } from './budget.js';
import { createCounter } from './counter.js';
import { createExchange } from './exchange.js';
import { busyAfter, busyFor, isReason, passesByItself } from './failure.js';
import { fairPlan } from './fair-share.js';
import type { Issue, Issued } from './issued.js';
import { pageOf } from './page-read.js';
import { type PlannedRead, planReads } from './plan.js';
import { createPool, DEFAULT_POOL, type PoolLimits } from './pool.js';
import { createRecentDemand } from './recent-demand.js';
import { readyFromPublic, readyFromSession, type Session } from './session.js';
import { createTicketQueue, type Ticket } from './ticket.js';

export interface IssuerDependencies {
  client: ApiVideoClient;
  /** The same budget that the client's `onRateLimit` tells. */
  budget: Budget;
  pool?: PoolLimits;
  /** Milliseconds a visitor's request may wait before it is told to come back. */
  patience?: number;
  readsAtOnce?: number;
  sessionsAtOnce?: number;
  now?: () => number;
  /** Calls back after so many milliseconds; gives a function that calls it off. */
  setTimer?: (milliseconds: number, callback: () => void) => () => void;
  onError?: (error: unknown, videoId?: string) => void;
}

export interface Issuer {
  issue: Issue;
  stats: () => { pooled: number; waiting: number; reading: number };
  /** Forgets every pooled session and stops refilling. */
  close: () => void;
}

/** Waiting tickets at most; further ones are told to come back. */
const MOST_WAITING = 30_000;
const MOST_FAILURES = 3;
const REFILLS_AT_ONCE = 4;
const REFILL_PAUSE = 50;
/** How long to go without list pages once one of them gave no tokens. */
const NO_PAGES_FOR = 10 * 60 * 1000;

function realTimer(milliseconds: number, callback: () => void): () => void {
  const timer = setTimeout(callback, milliseconds);
  timer.unref();
  return () => clearTimeout(timer);
}

export function createIssuer(dependencies: IssuerDependencies): Issuer {
  const { client, budget, now = Date.now, setTimer = realTimer, onError } = dependencies;
  const { patience = 10_000, readsAtOnce = 16, sessionsAtOnce = 128 } = dependencies;
  const poolLimits = dependencies.pool ?? DEFAULT_POOL;
  const pool = createPool(poolLimits, now);
  const demand = createRecentDemand(now);
  const exchange = createExchange(client, { concurrency: sessionsAtOnce, now });
  const queue = createTicketQueue();
  /** Reads and exchanges under way that should bring a session of a video. */
  const coming = createCounter();
  /** Videos that may have fewer ready sessions than they should. */
  const short = new Set<string>();
  let reading = 0;
  let refilling = 0;
  let awake = false;
  let closed = false;
  let cancelWake = () => {};
  let cancelRefill: (() => void) | undefined;
  let noPagesUntil = 0;
  /** Once two reads gave the same token, a video is read again only after the first token was used. */
  let oneTokenAtATime = false;

  function settle(ticket: Ticket, issued: Issued): void {
    if (ticket.issued) return;
    ticket.issued = issued;
    queue.remove(ticket);
    ticket.settle(issued);
  }

  function requeue(ticket: Ticket): void {
    if (ticket.issued) return;
    queue.add(ticket);
    wake();
  }

  /** Requests of the same moment are planned together. */
  function wake(): void {
    if (awake || closed) return;
    awake = true;
    setImmediate(() => {
      awake = false;
      serve();
    });
  }

  function candidates(): Ticket[] {
    const waiting = queue.all();
    if (now() < noPagesUntil) for (const ticket of waiting) ticket.page = undefined;
    if (!oneTokenAtATime) return waiting;
    const first = new Map<string, Ticket>();
    for (const ticket of waiting) {
      if (coming.of(ticket.videoId) === 0 && !first.has(ticket.videoId)) first.set(ticket.videoId, ticket);
    }
    return [...first.values()];
  }

  function serve(): void {
    if (closed) return;
    let slots = readsAtOnce - reading;
    const waiting = slots > 0 ? candidates() : [];
    if (waiting.length === 0) return scheduleRefill();
    const allowed = budget.forVisitors();
    if (allowed < 1) return postpone();
    const { reads, tickets } = fairPlan(waiting, allowed);
    const byVideo = Map.groupBy(tickets, ({ videoId }) => videoId);
    for (const planned of reads) {
      for (let time = 0; time < planned.times && slots > 0; time++, slots--) {
        const served = videosOf(planned).flatMap((videoId) => byVideo.get(videoId)?.shift() ?? []);
        for (const ticket of served) queue.remove(ticket);
        void read(planned, served);
      }
    }
  }

  /** Waits for the quota with those who can, and tells the others when to come back. */
  function postpone(): void {
    const wait = budget.resetIn();
    if (wait > patience) for (const ticket of queue.all()) settle(ticket, busyFor(wait));
    cancelWake();
    cancelWake = setTimer(wait + 1, wake);
  }

  async function read(planned: PlannedRead, tickets: readonly Ticket[], refill = false): Promise<void> {
    const videoIds = videosOf(planned);
    for (const videoId of videoIds) coming.add(videoId, 1);
    budget.spend(1);
    if (refill) refilling++;
    else reading++;
    const videos = await fetchVideos(planned).catch((error: unknown) => failed(tickets, error));
    for (const videoId of videoIds) coming.add(videoId, -1);
    if (refill) refilling--;
    else reading--;
    if (videos) arrive(videos, tickets, planned.kind === 'page');
    wake();
  }

  async function fetchVideos(planned: PlannedRead): Promise<readonly ApiVideo[]> {
    if (planned.kind === 'video') return [await client.getVideo(planned.videoId)];
    return (await client.listVideos(planned.page.query, planned.page.page)).data;
  }

  function arrive(videos: readonly ApiVideo[], tickets: readonly Ticket[], isPage: boolean): void {
    const hidden = videos.filter((video) => !video.public);
    if (isPage && hidden.length > 0 && hidden.every((video) => !hasToken(video)))
      noPagesUntil = now() + NO_PAGES_FOR;
    const expected = new Map(tickets.map((ticket) => [ticket.videoId, ticket]));
    const surplus: ApiVideo[] = [];
    for (const video of videos) {
      const ticket = expected.get(video.videoId) ?? queue.firstFor(video.videoId);
      expected.delete(video.videoId);
      if (!ticket) surplus.push(video);
      else if (video.public) settlePublic(video, ticket);
      else deliver(video, ticket);
    }
    for (const ticket of expected.values()) {
      ticket.page = undefined;
      requeue(ticket);
    }
    for (const video of surplus) if (!video.public && wantsMore(video.videoId)) deliver(video);
  }

  function hasToken(video: ApiVideo): boolean {
    try {
      exchange.isNew(video);
      return true;
    } catch (error) {
      return !isReason(error, 'missing-token');
    }
  }

  function settlePublic(video: ApiVideo, ticket: Ticket): void {
    try {
      settle(ticket, readyFromPublic(video.videoId, publicAssets(video, client.isAllowed)));
    } catch (error) {
      giveUp(ticket, error);
    }
  }

  /** Uses a fresh token up for whoever waits for it, or for the pool. */
  function deliver(video: ApiVideo, ticket?: Ticket): void {
    try {
      if (exchange.isNew(video)) {
        if (ticket) queue.remove(ticket);
        void use(video, ticket);
        return;
      }
      oneTokenAtATime = true;
      if (ticket) requeue(ticket);
    } catch (error) {
      tryAgain(ticket, error);
    }
  }

  async function use(video: ApiVideo, ticket?: Ticket): Promise<void> {
    coming.add(video.videoId, 1);
    try {
      give(await exchange.open(video), ticket);
    } catch (error) {
      tryAgain(ticket, error);
    } finally {
      coming.add(video.videoId, -1);
      if (queue.size() > 0) wake();
    }
  }

  function give(session: Session, ticket?: Ticket): void {
    if (closed) return;
    const receiver = ticket && !ticket.issued ? ticket : queue.firstFor(session.videoId);
    if (receiver) settle(receiver, readyFromSession(session, now()));
    else pool.put(session);
  }

  function wantsMore(videoId: string): boolean {
    return missing(videoId) > 0;
  }

  function missing(videoId: string): number {
    const target = Math.min(demand.target(videoId), poolLimits.perVideo);
    return target - pool.count(videoId) - coming.of(videoId);
  }

  /** A token that could not be used costs one attempt; the next one is read for this video alone. */
  function tryAgain(ticket: Ticket | undefined, error: unknown): void {
    if (!ticket || ticket.issued) return;
    ticket.failures++;
    ticket.page = undefined;
    if (ticket.failures >= MOST_FAILURES || !passesByItself(error)) giveUp(ticket, error);
    else requeue(ticket);
  }

  function giveUp(ticket: Ticket, error: unknown): void {
    onError?.(error, ticket.videoId);
    settle(ticket, busyAfter(error));
  }

  function failed(tickets: readonly Ticket[], error: unknown): undefined {
    if (isReason(error, 'rate-limited')) {
      budget.exhausted(error.retryAfter ?? 60);
      for (const ticket of tickets) requeue(ticket);
      return undefined;
    }
    const gone = isReason(error, 'not-found');
    if (!gone) onError?.(error);
    for (const ticket of tickets) settle(ticket, gone ? { status: 'gone' } : busyAfter(error));
    return undefined;
  }

  function scheduleRefill(): void {
    if (cancelRefill || closed || short.size === 0) return;
    cancelRefill = setTimer(REFILL_PAUSE, () => {
      cancelRefill = undefined;
      refill();
    });
  }

  /** Brings the pool up to what the last minutes asked for, inside what the budget leaves beside visitors. */
  function refill(): void {
    if (closed || queue.size() > 0) return;
    const allowed = Math.min(budget.forRefills(), REFILLS_AT_ONCE - refilling);
    const demands = [...short].flatMap((videoId) => {
      const count = missing(videoId);
      if (count <= 0 && coming.of(videoId) === 0) short.delete(videoId);
      const pages = now() < noPagesUntil ? [] : demand.pages(videoId);
      return count > 0 ? [{ videoId, count: Math.min(count, REFILLS_AT_ONCE), pages }] : [];
    });
    if (demands.length === 0 || REFILLS_AT_ONCE <= refilling) return;
    if (allowed < 1) {
      cancelRefill ??= setTimer(Math.max(budget.resetIn(), REFILL_PAUSE) + 1, () => {
        cancelRefill = undefined;
        refill();
      });
      return;
    }
    const reads = planReads(demands).sort((a, b) => videosOf(b).length - videosOf(a).length);
    const each = reads.flatMap((planned) =>
      Array.from({ length: oneTokenAtATime ? 1 : planned.times }, () => planned),
    );
    for (const planned of each.slice(0, allowed)) void read(planned, [], true);
  }

  const issue: Issue = async (wanted, { visitor = '', signal } = {}) => {
    const results = new Map<string, Issued>();
    const tickets: Ticket[] = [];
    const pending: Promise<unknown>[] = [];
    for (const { videoId, source } of wanted) {
      const page = pageOf(source);
      demand.note(videoId, page);
      short.add(videoId);
      const session = pool.take(videoId);
      if (session) {
        results.set(videoId, readyFromSession(session, now()));
        continue;
      }
      pending.push(
        new Promise<void>((resolve) => {
          const done = (issued: Issued) => {
            results.set(videoId, issued);
            resolve();
          };
          const ticket: Ticket = { videoId, page, visitor, failures: 0, issued: undefined, settle: done };
          tickets.push(ticket);
          if (closed || queue.size() >= MOST_WAITING) settle(ticket, busyFor(budget.resetIn()));
          else queue.add(ticket);
        }),
      );
    }
    if (tickets.length === 0) {
      scheduleRefill();
      return results;
    }
    wake();
    const leave = () => {
      for (const ticket of tickets) settle(ticket, busyFor(budget.resetIn()));
    };
    const cancelPatience = setTimer(patience, leave);
    signal?.addEventListener('abort', leave, { once: true });
    await Promise.all(pending);
    cancelPatience();
    signal?.removeEventListener('abort', leave);
    return results;
  };

  return {
    issue,
    stats: () => ({ pooled: pool.size(), waiting: queue.size(), reading: reading + refilling }),
    close() {
      closed = true;
      cancelWake();
      cancelRefill?.();
      for (const ticket of queue.all()) settle(ticket, busyFor(budget.resetIn()));
      pool.clear();
    },
  };
}

function videosOf(planned: PlannedRead): readonly string[] {
  return planned.kind === 'page' ? planned.videoIds : [planned.videoId];
}
