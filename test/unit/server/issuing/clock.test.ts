import { describe, expect, it } from 'vitest';
import { createPace } from '../../../../integration/src/content/sync/pace.js';
import { createBudget } from '../../../../integration/src/server/issuing/reads/budget.js';
import { createPool } from '../../../../integration/src/server/issuing/sessions/pool.js';
import { readyFromSession } from '../../../../integration/src/server/issuing/sessions/ready-session.js';

const SECOND = 1000;
const HOUR = 3600 * SECOND;
const START = Date.UTC(2026, 0, 1, 12);

const STEPS: [string, number][] = [
  ['back by a second', -SECOND],
  ['back by half a minute', -30 * SECOND],
  ['back by an hour', -HOUR],
  ['back by a day', -24 * HOUR],
  ['on by an hour', HOUR],
  ['on by a day', 24 * HOUR],
];

describe.each(STEPS)('a clock that steps %s', (_name, step) => {
  it.each<[string, (budget: ReturnType<typeof createBudget>) => void]>([
    ['was told', (budget) => budget.note({ limit: 500, remaining: 0, resetIn: 60 })],
    ['was refused', (budget) => budget.exhausted(60)],
    [
      'was used up',
      (budget) => {
        budget.note({ limit: 500, remaining: 500, resetIn: 60 });
        budget.spend(500);
      },
    ],
  ])('leaves a budget that %s whole again within a minute', (_how, exhaust) => {
    let now = START;
    const budget = createBudget(() => now);
    budget.note({ limit: 500, remaining: 500, resetIn: 60 });
    exhaust(budget);
    now += step;
    expect(budget.resetIn()).toBeLessThanOrEqual(62 * SECOND);
    now += 62 * SECOND;
    expect(budget.forVisitors()).toBe(500);
    expect(budget.resetIn()).toBeLessThanOrEqual(62 * SECOND);
    budget.note({ limit: 500, remaining: 17, resetIn: 60 });
    expect(budget.forVisitors()).toBe(17);
  });

  it('gives no session more than a day, and none less than nothing', () => {
    const { expiresIn } = readyFromSession(
      { videoId: 'viA', serialized: '{}', openedAt: START },
      START + step,
    );
    expect(expiresIn).toBeGreaterThanOrEqual(0);
    expect(expiresIn).toBeLessThanOrEqual(86_400);
  });

  it('keeps no session in the pool whose age nobody knows', () => {
    let now = START;
    const maxAge = HOUR;
    const pool = createPool({ perVideo: 10, total: 100, maxAge }, () => now);
    for (let put = 0; put < 3; put++) pool.put({ videoId: 'viA', serialized: '{}', openedAt: now });
    now += step;
    pool.put({ videoId: 'viA', serialized: '{}', openedAt: now });
    const isKnown = Math.abs(step) <= 60 * SECOND;
    expect([pool.count('viA'), pool.size()]).toEqual(isKnown ? [4, 4] : [1, 1]);
    expect(pool.take('viA')?.openedAt).toBe(isKnown ? START : now);
  });

  it('has a build wait for a minute at most', async () => {
    let now = START;
    const waits: number[] = [];
    const pace = createPace({
      now: () => now,
      sleep: async (milliseconds) => {
        waits.push(milliseconds);
        now += milliseconds;
      },
    });
    pace.observe({ limit: 500, remaining: 0, resetIn: 60 });
    now += step;
    expect(await pace.run(async () => 'done')).toBe('done');
    for (const wait of waits) expect(wait).toBeLessThanOrEqual(62 * SECOND);
  });
});
