import { type Desk, missing, oneTokenAtATime, pagesFor } from './desk.js';
import { type Demand, planReads } from './plan.js';
import { read, videosOf } from './read.js';

const AT_ONCE = 4;
/** Milliseconds in which the takings of several requests are made good together. */
const PAUSE = 50;

/** Brings the pool up to what the last minutes asked for, inside what the budget leaves beside visitors. */
export function createRefill(desk: Desk) {
  let cancel: (() => void) | undefined;

  function schedule(pause: number): void {
    if (cancel || desk.closed || desk.short.size === 0) return;
    cancel = desk.setTimer(pause, () => {
      cancel = undefined;
      if (desk.queue.size() === 0 && !desk.closed) refill();
    });
  }

  function deficits(): Demand[] {
    return [...desk.short].flatMap((videoId) => {
      const count = missing(desk, videoId);
      if (count <= 0 && desk.coming.of(videoId) === 0) desk.short.delete(videoId);
      return count > 0 ? [{ videoId, count: Math.min(count, AT_ONCE), pages: pagesFor(desk, videoId) }] : [];
    });
  }

  function refill(): void {
    const places = AT_ONCE - desk.refilling;
    const demands = places > 0 ? deficits() : [];
    if (demands.length === 0) return;
    const allowed = Math.min(desk.budget.forRefills(), places);
    if (allowed < 1) {
      schedule(Math.max(desk.budget.resetIn() + 1, PAUSE));
      return;
    }
    const reads = planReads(demands).sort((a, b) => videosOf(b).length - videosOf(a).length);
    const times = (wanted: number) => (oneTokenAtATime(desk) ? 1 : wanted);
    const each = reads.flatMap((planned) => Array.from({ length: times(planned.times) }, () => planned));
    for (const planned of each.slice(0, allowed)) void read(desk, planned, [], true);
  }

  return {
    /** Refills soon, unless visitors wait: they come first. */
    soon: () => schedule(PAUSE),
    close: () => cancel?.(),
  };
}
