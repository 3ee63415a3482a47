import { setImmediate as turn } from 'node:timers/promises';

/** Turns of the event loop in which everything comes to rest that the callbacks of one moment set off. */
const TURNS = 3;

/** A clock whose timers stand in one place per millisecond: a day holds millions of them. */
export function createDayClock(start = Date.UTC(2026, 0, 1)) {
  let now = start;
  const due = new Map<number, Set<() => void>>();

  const setTimer = (milliseconds: number, callback: () => void) => {
    const at = now + Math.max(1, Math.round(milliseconds));
    const once = () => callback();
    due.set(at, (due.get(at) ?? new Set()).add(once));
    return () => {
      due.get(at)?.delete(once);
    };
  };

  return {
    now: () => now,
    setTimer,
    sleep: (milliseconds: number) => new Promise<void>((resolve) => setTimer(milliseconds, resolve)),
    async advance(milliseconds: number) {
      for (const end = now + milliseconds; now < end; ) {
        now++;
        const callbacks = due.get(now);
        if (!callbacks) continue;
        due.delete(now);
        for (const callback of callbacks) callback();
        for (let round = 0; round < TURNS; round++) await turn();
      }
    },
  };
}

export type DayClock = ReturnType<typeof createDayClock>;
