import { createCounter } from './counter.js';
import type { SetTimer } from './timer.js';

/** Milliseconds after which a call is slow: longer than calls take where this machine or api.video is merely busy. */
const SLOW = 2000;
/** For each place, how many more there are while calls are slow: few, since where all are slow more would make it worse. */
const MORE = 1 / 4;

/**
 * Places for calls at the same time. While some are slow there are a few more, for others than those: what hangs holds
 * nobody else up for long.
 */
export interface Places {
  /** How many more calls may begin. */
  free(): number;
  /** Calls under way. */
  taken(): number;
  /** Takes a place for a call that is known by some names. Gives a function to call when it is over. */
  take(...names: string[]): () => void;
  /** Whether so many calls of that name are slow, or any where all places are taken: another one would hang as well. */
  isStuck(name: string, calls: number): boolean;
}

export interface PlacesOptions {
  count: number;
  setTimer: SetTimer;
  /** Hears that calls are slow, and places free. */
  onFree: () => void;
}

export function createPlaces({ count, setTimer, onFree }: PlacesOptions): Places {
  const slowBy = createCounter();
  let slow = 0;
  let taken = 0;
  return {
    free: () => count + (slow > 0 ? Math.ceil(count * MORE) : 0) - taken,
    taken: () => taken,
    take(...names) {
      let isSlow = false;
      taken++;
      const note = (change: 1 | -1) => {
        slow += change;
        for (const name of names) slowBy.add(name, change);
      };
      const cancel = setTimer(SLOW, () => {
        isSlow = true;
        note(1);
        onFree();
      });
      return () => {
        cancel();
        taken--;
        if (isSlow) note(-1);
      };
    },
    isStuck: (name, calls) => slowBy.of(name) >= (taken < count ? calls : 1),
  };
}
