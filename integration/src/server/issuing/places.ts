import { createCounter } from './counter.js';
import type { SetTimer } from './timer.js';

/** Milliseconds after which a call is slow. */
const SLOW = 1000;
/** How much later than a slow call another one must have begun that came back, so that it is not all of them that are slow. */
const LEAD = 500;
/** Calls at the same time for each place, those included that have lost theirs. */
const MOST = 4;
/** For each place, the calls beyond all places that show whether others come back, while slow ones hold them. */
const PROBES = 1 / 4;

/**
 * Places for calls at the same time. A slow call loses its place once a later one has come back: what hangs holds nobody
 * else up for long. Where all calls are slow, more of them would only make them slower.
 */
export interface Places {
  /** How many more calls may begin. */
  free(): number;
  /** Calls under way. */
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
  now: () => number;
  setTimer: SetTimer;
  /** Hears of places that became free while calls go on. */
  onFree: () => void;
}

export function createPlaces({ count, stuckAfter, now, setTimer, onFree }: PlacesOptions): Places {
  const slowBy = createCounter();
  /** Slow calls that still have their places, and when they began. */
  const slow = new Map<symbol, number>();
  /** When the latest call began of those that came back. */
  let cameBack = Number.NEGATIVE_INFINITY;
  let held = 0;
  let all = 0;

  /** Takes the places of slow calls that later ones have overtaken. */
  function takeBack(): void {
    for (const [call, startedAt] of slow) {
      if (cameBack - startedAt < LEAD) continue;
      slow.delete(call);
      held--;
    }
  }

  return {
    free() {
      const places = count + (slow.size > 0 ? Math.ceil(count * PROBES) : 0);
      return Math.min(places - held, MOST * count - all);
    },
    taken: () => all,
    take(name) {
      const call = Symbol(name);
      const startedAt = now();
      let isSlow = false;
      held++;
      all++;
      const cancel = setTimer(SLOW, () => {
        isSlow = true;
        slowBy.add(name, 1);
        slow.set(call, startedAt);
        takeBack();
        onFree();
      });
      return () => {
        cancel();
        all--;
        if (!isSlow || slow.delete(call)) held--;
        if (isSlow) slowBy.add(name, -1);
        cameBack = Math.max(cameBack, startedAt);
        takeBack();
      };
    },
    // A probe that hangs like those before it would show nothing.
    isStuck: (name) => slowBy.of(name) >= (held < count ? stuckAfter : 1),
  };
}
