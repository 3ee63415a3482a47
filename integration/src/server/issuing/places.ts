import { createCounter } from './counter.js';
import type { SetTimer } from './timer.js';

/** Milliseconds after which a call that has not come back holds nobody else up. */
const SLOW = 1000;
/** Calls at the same time for each place, those included that have given theirs up. */
const MOST = 4;

/** Places for calls at the same time. A slow one gives its place up, so that what hangs takes no place from others for long. */
export interface Places {
  /** How many more calls may begin. */
  free(): number;
  /** Calls under way, slow ones included. */
  taken(): number;
  /** Takes a place. Gives a function to call when the call is over. */
  take(name: string): () => void;
  /** Whether calls of that name do not come back. */
  isStuck(name: string): boolean;
}

export interface PlacesOptions {
  count: number;
  /** Slow calls of one name after which another one is hardly worth it. */
  stuckAfter: number;
  setTimer: SetTimer;
  /** Hears of places that slow calls gave up. */
  onFree: () => void;
}

export function createPlaces({ count, stuckAfter, setTimer, onFree }: PlacesOptions): Places {
  const slow = createCounter();
  let quick = 0;
  let all = 0;
  return {
    free: () => Math.min(count - quick, MOST * count - all),
    taken: () => all,
    take(name) {
      let isSlow = false;
      quick++;
      all++;
      const cancel = setTimer(SLOW, () => {
        isSlow = true;
        quick--;
        slow.add(name, 1);
        onFree();
      });
      return () => {
        all--;
        if (isSlow) slow.add(name, -1);
        else {
          cancel();
          quick--;
        }
      };
    },
    isStuck: (name) => slow.of(name) >= stuckAfter,
  };
}
