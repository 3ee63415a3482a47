import { busyFor } from '../failure-kinds.js';
import { type IssuerState, oneTokenAtATime, settle } from '../issuer-state.js';
import { read } from '../reads/read.js';
import { mayGo } from '../reads/scout.js';
import { fairReads } from './fair-share.js';
import type { Ticket } from './pending-request.js';
import type { Reservation } from './reservation.js';

/** Tickets of one plan at most: a long queue is planned piece by piece, whenever reads have come back. */
const MOST_PLANNED = 1000;
/** Fewer exchanges than this are not worth a plan for a long queue. */
const LEAST_ROOM = 32;
/** Reads of one video at the same time until one has brought a session. */
const UNPROVEN_AT_ONCE = 2;

/**
 * The tickets a plan may be made for now: not those that a session would reach too late, nor those whose read would hang
 * with others of the same.
 */
function candidates(state: IssuerState, mayWait: boolean): Ticket[] {
  const latest = state.now() + state.exchange.takes();
  const isReady = (ticket: Ticket): boolean => {
    const { reservation, until, videoId } = ticket;
    if (until < latest || !mayGo(ticket)) return false;
    if (ticket.page && !state.pages.isUsable(ticket.page.key)) ticket.page = undefined;
    if (state.reads.isStuck(ticket.page?.key ?? videoId) || state.reads.isStuck(videoId)) return false;
    if (reservation.points > 0) return true;
    void askForMore(state, reservation);
    return false;
  };
  const waiting = state.queue.inTurns(MOST_PLANNED, {
    visitor: (visitor) => mayWait || isNext(state, visitor),
    ticket: isReady,
  });
  if (!oneTokenAtATime(state)) return waiting;
  const first = new Map<string, Ticket>();
  for (const ticket of waiting) {
    if (state.coming.of(ticket.videoId) === 0 && !first.has(ticket.videoId)) first.set(ticket.videoId, ticket);
  }
  return [...first.values()];
}

/** How many tickets may be served now, so that none of their tokens waits for longer than its visitor. */
function roomFor(state: IssuerState): number {
  const room = state.exchange.room() - state.expected;
  return room >= Math.min(LEAST_ROOM, state.queue.size()) ? room : 0;
}

/** Whether an exchange for a visitor would be the next one, however many others wait. */
function isNext({ exchange, expectedBy }: IssuerState, visitor: string): boolean {
  return expectedBy.of(visitor) === 0 && exchange.isNext(visitor);
}

/**
 * Makes as many reads for waiting tickets as there are places, quota and exchanges. Tickets that get none stay in the
 * queue, so that the next plan can join them with newer ones.
 */
export function serve(state: IssuerState): void {
  const slots = state.reads.free();
  if (slots <= 0) return;
  let room = roomFor(state);
  const quota = state.budget.forVisitors();
  if (quota < 1) {
    postpone(state);
    return;
  }
  const waiting = candidates(state, room > 0);
  if (waiting.length === 0) return;
  let free = slots;
  const mayRead = (videoId: string, times: number) =>
    state.demand.isProven(videoId) || state.coming.of(videoId) + times <= UNPROVEN_AT_ONCE;
  for (const fair of fairReads(waiting, { quota, slots, mayRead })) {
    if (free === 0) break;
    // However much waits to be exchanged, somebody of whom nothing does comes next.
    if (room <= 0 && !fair.tickets.some(({ visitor }) => isNext(state, visitor))) continue;
    if (fair.read.kind === 'video' && !mayRead(fair.read.videoId, 1)) continue;
    const payer = fair.tickets.find(({ reservation }) => reservation.points > 0);
    if (!payer) {
      for (const { reservation } of fair.tickets) void askForMore(state, reservation);
      continue;
    }
    payer.reservation.points--;
    for (const ticket of fair.tickets) state.queue.remove(ticket);
    for (const { visitor } of fair.tickets) state.queue.hadTurn(visitor);
    free--;
    room -= fair.tickets.length;
    void read(state, fair.read, [payer, ...fair.tickets.filter((ticket) => ticket !== payer)]);
  }
}

/** Asks whether a request may cost another read; if not, those of its tickets that still wait are told. */
async function askForMore(state: IssuerState, reservation: Reservation): Promise<void> {
  if (reservation.asking) return;
  reservation.asking = true;
  const wait = await reservation.more().catch(() => state.patience);
  reservation.asking = false;
  if (wait > 0) {
    for (const ticket of state.queue.all())
      if (ticket.reservation === reservation) settle(state, ticket, busyFor(wait));
  }
  state.wake();
}

/** Waits for the quota with those who can, and tells the others when to come back. */
function postpone(state: IssuerState): void {
  const wait = state.budget.resetIn();
  if (wait > state.patience) {
    for (const ticket of state.queue.all()) settle(state, ticket, busyFor(wait));
    return;
  }
  if (state.postponed) return;
  state.postponed = true;
  state.setTimer(wait + 1, () => {
    state.postponed = false;
    state.wake();
  });
}
