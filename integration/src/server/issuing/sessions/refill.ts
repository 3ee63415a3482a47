import type { GrantedReads } from '../issue.js';
import { type IssuerState, REFILLS_AT_ONCE } from '../issuer-state.js';
import { type Demand, type PlannedRead, planReads, readKey, videosOf } from '../reads/plan.js';
import { read } from '../reads/read.js';
import { oneTokenAtATime, pagesFor } from '../reads/token-policy.js';
import { shortfall } from './shortfall.js';

const NOTHING_TO_PAY: GrantedReads = { granted: 1, wait: 0, giveBack() {} };
/** Milliseconds in which the takings of several requests are made good together. */
const PAUSE = 50;

/** Brings the pool up to what the last minutes asked for, inside what the budget leaves beside visitors. */
export function createRefill(state: IssuerState) {
  let timer: { pause: number; cancel: () => void } | undefined;

  function schedule(pause: number): void {
    if (state.closed || state.belowTarget.size === 0) return;
    // One video that is left alone for minutes must not hold the others up.
    if (timer && timer.pause <= pause) return;
    timer?.cancel();
    const cancel = state.setTimer(pause, () => {
      timer = undefined;
      if (state.queue.size() === 0 && state.exchange.isIdle() && !state.closed) refill();
    });
    timer = { pause, cancel };
  }

  /** What is missing now; beside it the milliseconds until a video may be tried again that brought nothing. */
  function deficits(): { demands: Demand[]; later: number } {
    const oneAtATime = oneTokenAtATime(state);
    let later = Number.POSITIVE_INFINITY;
    const demands = [...state.belowTarget].flatMap((videoId) => {
      const count = shortfall(state, videoId);
      const inFlight = state.inFlight.of(videoId);
      if (count <= 0 && inFlight === 0) state.belowTarget.delete(videoId);
      if (count <= 0 || (oneAtATime && inFlight > 0)) return [];
      const wait = Math.max(state.videos.refillIn(videoId), state.demand.unpaidFor(videoId));
      if (wait > 0) {
        later = Math.min(later, wait);
        return [];
      }
      // One read tells whether a video works again.
      const most = state.videos.isTroubled(videoId) ? 1 : REFILLS_AT_ONCE;
      return [{ videoId, count: Math.min(count, most), pages: pagesFor(state, videoId) }];
    });
    return { demands, later };
  }

  function refill(): void {
    const places = state.refills.free();
    if (places <= 0) return;
    const { demands, later } = deficits();
    if (demands.length === 0) {
      if (Number.isFinite(later)) schedule(later + 1);
      return;
    }
    const allowed = Math.min(state.budget.forRefills(), places);
    if (allowed < 1) {
      schedule(Math.max(state.budget.resetIn() + 1, PAUSE));
      return;
    }
    const reads = planReads(demands)
      .filter((planned) => !state.refills.isStuck(readKey(planned), 2))
      .sort((a, b) => videosOf(b).length - videosOf(a).length);
    const times = (wanted: number) => (oneTokenAtATime(state) ? 1 : wanted);
    const each = reads.flatMap((planned) => Array.from({ length: times(planned.times) }, () => planned));
    for (const planned of each.slice(0, allowed)) void refillBy(planned);
  }

  /** Makes a read that one of those pays for whose demand it meets: nobody's demand uses up what others need. */
  async function refillBy(planned: PlannedRead): Promise<void> {
    const leave = state.refills.take(readKey(planned));
    for (const videoId of videosOf(planned)) state.inFlight.add(videoId, 1);
    const paid = await pay(planned).catch(() => ({ ...NOTHING_TO_PAY, granted: 0, wait: PAUSE }));
    leave();
    for (const videoId of videosOf(planned)) state.inFlight.add(videoId, -1);
    if (state.closed) {
      paid.giveBack(paid.granted);
      return;
    }
    if (paid.granted > 0) {
      const isMade = await read(state, planned, [], () => payAgain(planned));
      if (!isMade) paid.giveBack(paid.granted);
      return;
    }
    for (const videoId of videosOf(planned)) state.demand.unpaid(videoId, paid.wait);
    state.wake();
  }

  async function pay(planned: PlannedRead): Promise<GrantedReads> {
    const payers = new Set(videosOf(planned).flatMap((videoId) => state.demand.payers(videoId)));
    let wait = Number.POSITIVE_INFINITY;
    for (const payer of payers) {
      const paid = payer ? await payer.reserveSpare() : NOTHING_TO_PAY;
      if (paid.granted > 0) return paid;
      wait = Math.min(wait, paid.wait);
    }
    return { ...NOTHING_TO_PAY, granted: payers.size > 0 ? 0 : 1, wait };
  }

  async function payAgain(planned: PlannedRead): Promise<boolean> {
    if (state.budget.forRefills() < 1 || state.queue.size() > 0) return false;
    const { granted } = await pay(planned);
    if (granted === 0) return false;
    state.budget.spend(1);
    return true;
  }

  return {
    /** Refills soon, unless visitors wait: they come first. */
    soon: () => schedule(PAUSE),
    close: () => timer?.cancel(),
  };
}
