import { type Desk, missing, oneTokenAtATime, pagesFor } from './desk.js';
import type { ReadAllowance } from './issued.js';
import { type Demand, type PlannedRead, planReads, videosOf } from './plan.js';
import { read } from './read.js';

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
      if (desk.queue.size() === 0 && desk.exchange.isIdle() && !desk.closed) refill();
    });
  }

  /** What is missing now; beside it the milliseconds until a video may be tried again that brought nothing. */
  function deficits(): { demands: Demand[]; later: number } {
    const oneAtATime = oneTokenAtATime(desk);
    let later = Number.POSITIVE_INFINITY;
    const demands = [...desk.short].flatMap((videoId) => {
      const count = missing(desk, videoId);
      const coming = desk.coming.of(videoId);
      if (count <= 0 && coming === 0) desk.short.delete(videoId);
      if (count <= 0 || (oneAtATime && coming > 0)) return [];
      const wait = desk.videos.refillIn(videoId);
      if (wait > 0) {
        later = Math.min(later, wait);
        return [];
      }
      // One read tells whether a video works again.
      const most = desk.videos.isTroubled(videoId) ? 1 : AT_ONCE;
      return [{ videoId, count: Math.min(count, most), pages: pagesFor(desk, videoId) }];
    });
    return { demands, later };
  }

  function refill(): void {
    const places = AT_ONCE - desk.refilling;
    if (places <= 0) return;
    const { demands, later } = deficits();
    if (demands.length === 0) {
      if (Number.isFinite(later)) schedule(later + 1);
      return;
    }
    const allowed = Math.min(desk.budget.forRefills(), places);
    if (allowed < 1) {
      schedule(Math.max(desk.budget.resetIn() + 1, PAUSE));
      return;
    }
    const reads = planReads(demands).sort((a, b) => videosOf(b).length - videosOf(a).length);
    const times = (wanted: number) => (oneTokenAtATime(desk) ? 1 : wanted);
    const each = reads.flatMap((planned) => Array.from({ length: times(planned.times) }, () => planned));
    for (const planned of each.slice(0, allowed)) void refillBy(planned);
  }

  /** Makes a read that one of those pays for whose demand it meets: nobody's demand uses up what others need. */
  async function refillBy(planned: PlannedRead): Promise<void> {
    desk.refilling++;
    for (const videoId of videosOf(planned)) desk.coming.add(videoId, 1);
    const wait = await pay(planned).catch(() => PAUSE);
    desk.refilling--;
    for (const videoId of videosOf(planned)) desk.coming.add(videoId, -1);
    if (desk.closed) return;
    if (wait === 0) return read(desk, planned, []);
    for (const videoId of videosOf(planned)) desk.videos.refillLater(videoId, wait);
    desk.wake();
  }

  /** Gives the milliseconds to wait, 0 where somebody has paid. */
  async function pay(planned: PlannedRead): Promise<number> {
    const payers = new Set<ReadAllowance>();
    for (const videoId of videosOf(planned)) {
      const payer = desk.demand.payer(videoId);
      if (!payer) return 0;
      payers.add(payer);
    }
    let least = Number.POSITIVE_INFINITY;
    for (const payer of payers) {
      const { granted, wait } = await payer.reserveSpare();
      if (granted > 0) return 0;
      least = Math.min(least, wait);
    }
    return least;
  }

  return {
    /** Refills soon, unless visitors wait: they come first. */
    soon: () => schedule(PAUSE),
    close: () => cancel?.(),
  };
}
