import { busyFor } from '../failure-kinds.js';
import type { IssuerState } from '../issuer-state.js';
import { paidBy, read } from '../reads/read.js';
import { mayGo } from '../reads/scout.js';
import { oneTokenAtATime } from '../reads/token-policy.js';
import { fairReads } from './fair-share.js';
import type { PendingRequest } from './pending-request.js';
import type { Reservation } from './reservation.js';
import { settle } from './settle.js';

/** Pending requests of one plan at most: a long queue is planned piece by piece, whenever reads have come back. */
const MOST_PLANNED = 1000;
/** Fewer exchanges than this are not worth a plan for a long queue. */
const LEAST_ROOM = 32;
/** Reads of one video at the same time until one has brought a session, and when the last one has not. */
const UNPROVEN_AT_ONCE = 2;

/**
 * The pending requests a plan may be made for now: not those that a session would reach too late, nor those whose read
 * would hang with others of the same.
 */
function candidates(state: IssuerState, mayWait: boolean): PendingRequest[] {
  const latest = state.now() + state.exchange.takes();
  const isReady = (request: PendingRequest): boolean => {
    const { reservation, until } = request;
    if (until < latest || !mayGo(request)) return false;
    if (request.page && !state.pages.isUsable(request.page.key)) request.page = undefined;
    if (hangs(state, request)) return false;
    if (reservation.points > 0) return true;
    void askForMore(state, reservation);
    return false;
  };
  const waiting = state.queue.inTurns(MOST_PLANNED, {
    visitor: (visitor) => mayWait || isNext(state, visitor),
    request: isReady,
  });
  if (!oneTokenAtATime(state)) return waiting;
  const first = new Map<string, PendingRequest>();
  for (const request of waiting) {
    if (state.inFlight.of(request.videoId) === 0 && !first.has(request.videoId))
      first.set(request.videoId, request);
  }
  return [...first.values()];
}

/** Reads of one video or list, and those that one visitor pays for, that may be slow until others are not begun. */
const MOST_SLOW = 2;
const MOST_SLOW_OF_VISITOR = 4;

/** Whether the read of a request, or others of its visitor, do not come back. */
function hangs({ reads }: IssuerState, { page, videoId, visitor }: PendingRequest): boolean {
  if (reads.isStuck(page?.key ?? videoId, MOST_SLOW) || reads.isStuck(videoId, MOST_SLOW)) return true;
  return visitor !== '' && reads.isStuck(paidBy(visitor), MOST_SLOW_OF_VISITOR);
}

/** How many pending requests may be served now, so that none of their tokens waits for longer than its visitor. */
function roomFor(state: IssuerState): number {
  const room = state.exchange.room() - state.expected;
  return room >= Math.min(LEAST_ROOM, state.queue.size()) ? room : 0;
}

/** Whether an exchange for a visitor would be the next one, however many others wait. */
function isNext({ exchange, expectedBy }: IssuerState, visitor: string): boolean {
  return expectedBy.of(visitor) === 0 && exchange.isNext(visitor);
}

/**
 * Makes as many reads for pending requests as there are places, quota and exchanges. Those that get none stay in the
 * queue, so that the next plan can join them with newer ones.
 */
export function dispatchReads(state: IssuerState): void {
  const places = state.reads.free();
  if (places <= 0) return;
  let room = roomFor(state);
  const quota = state.budget.forVisitors();
  if (quota < 1) {
    postpone(state);
    return;
  }
  const waiting = candidates(state, room > 0);
  if (waiting.length === 0) return;
  let free = places;
  const mayRead = (videoId: string, times: number) =>
    (state.demand.isProven(videoId) && !state.videos.isDoubted(videoId)) ||
    state.inFlight.of(videoId) + times <= UNPROVEN_AT_ONCE;
  for (const fair of fairReads(waiting, { quota, places, mayRead })) {
    if (free === 0) break;
    // However much waits to be exchanged, somebody of whom nothing does comes next.
    if (room <= 0 && !fair.requests.some(({ visitor }) => isNext(state, visitor))) continue;
    if (fair.read.kind === 'video' && !mayRead(fair.read.videoId, 1)) continue;
    const payer = fair.requests.find(({ reservation }) => reservation.points > 0);
    if (!payer) {
      for (const { reservation } of fair.requests) void askForMore(state, reservation);
      continue;
    }
    payer.reservation.points--;
    for (const request of fair.requests) state.queue.remove(request);
    for (const { visitor } of fair.requests) state.queue.hadTurn(visitor);
    free--;
    room -= fair.requests.length;
    void read(state, fair.read, [payer, ...fair.requests.filter((request) => request !== payer)]);
  }
}

/** Asks whether a visitor may cost another read; if not, those who wait by that reservation are told. */
async function askForMore(state: IssuerState, reservation: Reservation): Promise<void> {
  if (reservation.asking) return;
  reservation.asking = true;
  const wait = await reservation.more().catch(() => state.patience);
  reservation.asking = false;
  if (wait > 0) {
    for (const request of state.queue.all())
      if (request.reservation === reservation) settle(state, request, busyFor(wait));
  }
  state.wake();
}

/** Waits for the quota with those who can, and tells the others when to come back. */
function postpone(state: IssuerState): void {
  const wait = state.budget.resetIn();
  if (wait > state.patience) {
    for (const request of state.queue.all()) settle(state, request, busyFor(wait));
    return;
  }
  if (state.postponed) return;
  state.postponed = true;
  state.setTimer(wait + 1, () => {
    state.postponed = false;
    state.wake();
  });
}
