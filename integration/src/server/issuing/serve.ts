import { type Desk, oneTokenAtATime, settle } from './desk.js';
import { busyFor } from './failure.js';
import { type FairRead, fairReads } from './fair-share.js';
import { read } from './read.js';
import type { Reservation } from './reservation.js';
import type { Ticket } from './ticket.js';

/** Tickets of one plan at most: a long queue is planned piece by piece, whenever reads have come back. */
const MOST_PLANNED = 1000;
/** Fewer exchanges than this are not worth a plan for a long queue. */
const LEAST_ROOM = 32;
/** Reads of one video at the same time until one has brought a session. */
const UNPROVEN_AT_ONCE = 2;

/** The tickets a plan may be made for now: not those that a session would reach too late. */
function candidates(desk: Desk): Ticket[] {
  const latest = desk.now() + desk.exchange.takes();
  const waiting = desk.queue.inTurns(MOST_PLANNED).filter(({ reservation, until }) => {
    if (until < latest) return false;
    if (reservation.points > 0) return true;
    void askForMore(desk, reservation);
    return false;
  });
  for (const ticket of waiting) {
    if (ticket.page && !desk.pages.isUsable(ticket.page.key)) ticket.page = undefined;
  }
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

/**
 * Makes as many reads for waiting tickets as there are places, quota and exchanges. Tickets that get none stay in the
 * queue, so that the next plan can join them with newer ones.
 */
export function serve(desk: Desk): void {
  const slots = desk.readsAtOnce - desk.reading;
  let room = slots > 0 ? roomFor(desk) : 0;
  if (room <= 0) return;
  const quota = desk.budget.forVisitors();
  if (quota < 1) {
    postpone(desk);
    return;
  }
  const waiting = candidates(desk);
  if (waiting.length === 0) return;
  let free = slots;
  for (const fair of fairReads(waiting, { quota, slots })) {
    if (free === 0 || room <= 0) break;
    if (isTooMuch(desk, fair)) continue;
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

/** Whether a video is being read often enough to know whether it brings anything. */
function isTooMuch({ coming, demand }: Desk, { read: { kind }, tickets }: FairRead): boolean {
  const [ticket] = tickets;
  if (kind === 'page' || !ticket) return false;
  return coming.of(ticket.videoId) >= UNPROVEN_AT_ONCE && !demand.isProven(ticket.videoId);
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
