import { type Desk, mayReadPages, oneTokenAtATime, settle } from './desk.js';
import { busyFor } from './failure.js';
import { fairPlan } from './fair-share.js';
import { read, videosOf } from './read.js';
import type { Ticket } from './ticket.js';

/** The tickets a plan may be made for now. */
function candidates(desk: Desk): Ticket[] {
  const waiting = desk.queue.all();
  if (!mayReadPages(desk)) for (const ticket of waiting) ticket.page = undefined;
  if (!oneTokenAtATime(desk)) return waiting;
  const first = new Map<string, Ticket>();
  for (const ticket of waiting) {
    if (desk.coming.of(ticket.videoId) === 0 && !first.has(ticket.videoId)) first.set(ticket.videoId, ticket);
  }
  return [...first.values()];
}

/**
 * Makes as many reads for waiting tickets as there are places and quota. Tickets that get none stay in the queue, so
 * that the next plan can join them with newer ones.
 */
export function serve(desk: Desk): void {
  const slots = desk.readsAtOnce - desk.reading;
  const waiting = slots > 0 ? candidates(desk) : [];
  if (waiting.length === 0) return;
  const allowed = desk.budget.forVisitors();
  if (allowed < 1) {
    postpone(desk);
    return;
  }
  const { reads, tickets } = fairPlan(waiting, allowed);
  const byVideo = Map.groupBy(tickets, ({ videoId }) => videoId);
  const each = reads.flatMap((planned) =>
    Array.from({ length: Math.min(planned.times, slots) }, () => planned),
  );
  for (const planned of each.slice(0, slots)) {
    const served = videosOf(planned).flatMap((videoId) => byVideo.get(videoId)?.shift() ?? []);
    for (const ticket of served) desk.queue.remove(ticket);
    served[0]?.charge();
    void read(desk, planned, served, false);
  }
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
