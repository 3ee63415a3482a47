import { setImmediate as turn } from 'node:timers/promises';

/** A clock that stands still until it is told to go on, with timers that fire in order. */
export function createFakeTime(start = Date.UTC(2026, 0, 1)) {
  let now = start;
  let order = 0;
  const timers = new Map<number, { at: number; callback: () => void }>();

  const setTimer = (milliseconds: number, callback: () => void) => {
    const id = order++;
    timers.set(id, { at: now + milliseconds, callback });
    return () => {
      timers.delete(id);
    };
  };

  /** Lets everything that is ready run: promises, and what waits for the next turn of the event loop. */
  async function settleDown() {
    for (let round = 0; round < 4; round++) await turn();
  }

  return {
    now: () => now,
    setTimer,
    sleep: (milliseconds: number) => new Promise<void>((resolve) => setTimer(milliseconds, resolve)),
    settleDown,
    /** Goes on by so many milliseconds, timer by timer. */
    async advance(milliseconds: number) {
      const end = now + milliseconds;
      await settleDown();
      for (;;) {
        const next = [...timers].sort((a, b) => a[1].at - b[1].at || a[0] - b[0])[0];
        if (!next || next[1].at > end) break;
        timers.delete(next[0]);
        now = Math.max(now, next[1].at);
        next[1].callback();
        await settleDown();
      }
      now = end;
    },
  };
}

export type FakeTime = ReturnType<typeof createFakeTime>;
