import { describe, expect, it } from 'vitest';
import { createPace } from '../../../../integration/src/content/sync/pace.js';

/** An account with a quota by the minute, on a clock that moves while calls and waits take their time. */
function quotaOf(limit: number) {
  let now = 0;
  let count = 0;
  let window = 0;
  const waits: number[] = [];
  const refused: number[] = [];
  const sleepers: { at: number; wake: () => void }[] = [];
  const sleep = (milliseconds: number) =>
    new Promise<void>((wake) => sleepers.push({ at: now + milliseconds, wake }));
  const pace = createPace({ now: () => now, sleep, onWait: (seconds) => waits.push(seconds) });

  async function call(): Promise<void> {
    if (Math.floor(now / 60_000) !== window) [window, count] = [Math.floor(now / 60_000), 0];
    if (++count > limit) refused.push(now);
    const state = {
      limit,
      remaining: Math.max(0, limit - count),
      resetIn: Math.ceil(((window + 1) * 60_000 - now) / 1000),
    };
    await sleep(80);
    pace.observe(state);
  }

  /** Lets time pass until a work is done. */
  async function run(work: Promise<unknown>): Promise<number> {
    let done = false;
    void work.then(() => (done = true));
    while (!done) {
      for (let turn = 0; turn < 20; turn++) await Promise.resolve();
      sleepers.sort((a, b) => a.at - b.at);
      const next = sleepers.shift();
      if (!next) break;
      now = Math.max(now, next.at);
      next.wake();
    }
    return now;
  }
  return { pace, call, run, waits, refused };
}

const many = async (count: number, atOnce: number, one: () => Promise<unknown>) => {
  let left = count;
  const worker = async () => {
    while (left-- > 0) await one();
  };
  await Promise.all(Array.from({ length: atOnce }, worker));
};

describe('the pace of a build', () => {
  it('lets calls through as long as the quota has room', async () => {
    const { pace, call, run, waits, refused } = quotaOf(500);
    const took = await run(many(101, 8, () => pace.run(call)));
    expect([took, waits, refused]).toEqual([13 * 80, [], []]);
  });

  it('waits for the next minute instead of being refused, and says so once a minute', async () => {
    const { pace, call, run, waits, refused } = quotaOf(40);
    const took = await run(many(100, 8, () => pace.run(call)));
    expect(refused).toEqual([]);
    expect(waits).toHaveLength(2);
    expect(took).toBeLessThan(125_000);
  });

  it('is free where no quota is told, and after a call that failed', async () => {
    const { pace, run } = quotaOf(1);
    const failing = pace.run(() => Promise.reject(new Error('broken'))).catch(() => 'failed');
    expect(await failing).toBe('failed');
    await run(pace.run(async () => 1));
    expect(pace.quota()).toBeUndefined();
  });
});
