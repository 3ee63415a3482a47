import { busyFor } from '../failure-kinds.js';
import { type Desk, oneTokenAtATime, settle } from '../issuer-state.js';
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
function candidates(desk: Desk, mayWait: boolean): Ticket[] {
  const latest = desk.now() + desk.exchange.takes();
  const isReady = (ticket: Ticket): boolean => {
    const { reservation, until, videoId } = ticket;
    if (until < latest || !mayGo(ticket)) return false;
    if (ticket.page && !desk.pages.isUsable(ticket.page.key)) ticket.page = undefined;
    if (desk.reads.isStuck(ticket.page?.key ?? videoId) || desk.reads.isStuck(videoId)) return false;
    if (reservation.points > 0) return true;
    void askForMore(desk, reservation);
    return false;
  };
  const waiting = desk.queue.inTurns(MOST_PLANNED, {
    visitor: (visitor) => mayWait || isNext(desk, visitor),
    ticket: isReady,
  });
  if (!oneTokenAtATime(desk)) return waiting;
  const first = new Map<string, Ticket>();
  for (const ticket of waiting) {
    if (desk.coming.of(ticket.videoId) === 0 && !first.has(ticket.videoId)) first.set(ticket.videoId, ticket);
  }
  return [...first.values()];
}

/** How many tickets may be served now, so that none of their tokens waits for longer than its visitor. */
function roomFor(desk: Desk): number {
  const room = desk.exchange.room() - desk.expected;
  return room >= Math.min(LEAST_ROOM, desk.queue.size()) ? room : 0;
}

/** Whether an exchange for a visitor would be the next one, however many others wait. */
function isNext({ exchange, expectedBy }: Desk, visitor: string): boolean {
  return expectedBy.of(visitor) === 0 && exchange.isNext(visitor);
}

/**
 * Makes as many reads for waiting tickets as there are places, quota and exchanges. Tickets that get none stay in the
 * queue, so that the next plan can join them with newer ones.
 */
export function serve(desk: Desk): void {
  const slots = desk.reads.free();
  if (slots <= 0) return;
  let room = roomFor(desk);
  const quota = desk.budget.forVisitors();
  if (quota < 1) {
    postpone(desk);
    return;
  }
  const waiting = candidates(desk, room > 0);
  if (waiting.length === 0) return;
  let free = slots;
  const mayRead = (videoId: string, times: number) =>
    desk.demand.isProven(videoId) || desk.coming.of(videoId) + times <= UNPROVEN_AT_ONCE;
  for (const fair of fairReads(waiting, { quota, slots, mayRead })) {
    if (free === 0) break;
    // However much waits to be exchanged, somebody of whom nothing does comes next.
    if (room <= 0 && !fair.tickets.some(({ visitor }) => isNext(desk, visitor))) continue;
    if (fair.read.kind === 'video' && !mayRead(fair.read.videoId, 1)) continue;
    const payer = fair.tickets.find(({ reservation }) => reservation.points > 0);
    if (!payer) {
      for (const { reservation } of fair.tickets) void askForMore(desk, reservation);
      continue;
    }
    payer.reservation.points--;
    for (const ticket of fair.tickets) desk.queue.remove(ticket);
    for (const { visitor } of fair.tickets) desk.queue.hadTurn(visitor);
    free--;
    room -= fair.tickets.length;
    void read(desk, fair.read, [payer, ...fair.tickets.filter((ticket) => ticket !== payer)]);
  }
}

/** Asks whether a request may cost another read; if not, those of its tickets that still wait are told. */
async function askForMore(desk: Desk, reservation: Reservation): Promise<void> {
  if (reservation.asking) return;
  reservation.asking = true;
  const wait = await reservation.more().catch(() => desk.patience);
  reservation.asking = false;
  if (wait > 0) {
    for (const ticket of desk.queue.all())
      if (ticket.reservation === reservation) settle(desk, ticket, busyFor(wait));
  }
  desk.wake();
}

/** Waits for the quota with those who can, and tells the others when to come back. */
function postpone(desk: Desk): void {
  const wait = desk.budget.resetIn();
  if (wait > desk.patience) {
    for (const ticket of desk.queue.all()) settle(desk, ticket, busyFor(wait));
    return;
  }
  if (desk.postponed) return;
  desk.postponed = true;
  desk.setTimer(wait + 1, () => {
    desk.postponed = false;
    desk.wake();
  });
}
