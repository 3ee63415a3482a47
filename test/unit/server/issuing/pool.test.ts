import fc from 'fast-check';
import { expect, it } from 'vitest';
import { createPool } from '../../../../integration/src/server/issuing/sessions/pool.js';
import type { Session } from '../../../../integration/src/server/issuing/sessions/ready-session.js';

const MAX_AGE = 500;

const steps = fc.array(
  fc.oneof(
    {
      weight: 5,
      arbitrary: fc.record({
        kind: fc.constant('put' as const),
        video: fc.nat(2),
        times: fc.integer({ min: 1, max: 40 }),
      }),
    },
    {
      weight: 5,
      arbitrary: fc.record({
        kind: fc.constant('take' as const),
        video: fc.nat(2),
        times: fc.integer({ min: 1, max: 40 }),
      }),
    },
    { weight: 2, arbitrary: fc.record({ kind: fc.constant('wait' as const), time: fc.nat(300) }) },
    { weight: 1, arbitrary: fc.record({ kind: fc.constant('clear' as const) }) },
  ),
  { maxLength: 60, size: 'max' },
);

it('hands every session out once, the oldest first, within its caps of number and age', () => {
  fc.assert(
    fc.property(
      steps,
      fc.integer({ min: 1, max: 250 }),
      fc.integer({ min: 1, max: 400 }),
      (each, perVideo, total) => {
        let now = 0;
        let opened = 0;
        const pool = createPool({ perVideo, total, maxAge: MAX_AGE }, () => now);
        let expected: Session[] = [];
        const of = (videoId: string) => expected.filter((session) => session.videoId === videoId);
        for (const step of each) {
          if (step.kind === 'wait') now += step.time;
          if (step.kind === 'clear') pool.clear();
          expected = step.kind === 'clear' ? [] : expected.filter(({ openedAt }) => openedAt > now - MAX_AGE);
          for (let time = 0; 'times' in step && time < step.times; time++) {
            const videoId = `vi${step.video}`;
            if (step.kind === 'put') {
              const session = { videoId, serialized: `session ${opened++}`, openedAt: now };
              const fits = expected.length < total && of(videoId).length < perVideo;
              expect(pool.put(session)).toBe(fits);
              if (fits) expected.push(session);
            } else {
              const [oldest] = of(videoId);
              expect(pool.take(videoId)).toEqual(oldest);
              expected = expected.filter((session) => session !== oldest);
            }
          }
          for (const video of [0, 1, 2]) expect(pool.count(`vi${video}`)).toBe(of(`vi${video}`).length);
          expect(pool.size()).toBe(expected.length);
        }
      },
    ),
    { numRuns: 200 },
  );
});

it('keeps its count where the clock steps back between two sessions', () => {
  let now = 1000;
  const pool = createPool({ perVideo: 10, total: 10, maxAge: MAX_AGE }, () => now);
  pool.put({ videoId: 'viA', serialized: 'before', openedAt: now });
  now = 900;
  pool.put({ videoId: 'viA', serialized: 'after', openedAt: now });
  expect(pool.take('viA')?.serialized).toBe('before');
  now = 900 + MAX_AGE;
  expect([pool.count('viA'), pool.size(), pool.take('viA')]).toEqual([0, 0, undefined]);
});
