import { describe, expect, it } from 'vitest';
import type { IssueRequest, IssueResult } from '../../../../integration/src/server/issuing/issue.js';
import { createIssuer } from '../../../../integration/src/server/issuing/issuer.js';
import { createBudget } from '../../../../integration/src/server/issuing/reads/budget.js';
import { createFakeTime } from '../../../helpers/fake-time.js';
import { createSimulatedApi } from '../../../helpers/simulated-api.js';

const videoIds = Array.from({ length: 100 }, (_, index) => `vi${index}`);
const gallery = (from: number, to: number): IssueRequest[] =>
  videoIds.slice(from, to).map((videoId) => ({ videoId, source: { kind: 'order', page: 1 } }));

function start(quota: number) {
  const time = createFakeTime();
  const budget = createBudget(time.now);
  const api = createSimulatedApi({ time, videoIds, quota, onRateLimit: budget.note });
  const issuer = createIssuer({ client: api.client, budget, now: time.now, setTimer: time.setTimer });
  return { time, issuer, budget, counts: api.counts };
}

const count = (all: ReadonlyMap<string, IssueResult>[], status: IssueResult['status']) =>
  all.flatMap((issued) => [...issued.values()]).filter((each) => each.status === status).length;

describe('an hour with the small quota of 100 reads a minute', () => {
  it('serves visitors throughout, and no refill ever meets a 429', async () => {
    const { time, issuer, counts } = start(100);
    const wanted = gallery(0, 24);
    const perMinute: number[] = [];
    for (let minute = 0; minute < 60; minute++) {
      const views: Promise<ReadonlyMap<string, IssueResult>>[] = [];
      for (let view = 0; view < 60; view++) {
        views.push(issuer.issue(wanted, { visitor: `v${minute}-${view}` }));
        await time.advance(1000);
      }
      const done = await Promise.all(views);
      perMinute.push(count(done, 'ready'));
    }
    expect(counts.refused).toBe(0);
    expect(Math.min(...perMinute)).toBe(60 * 24);
    expect(issuer.stats().pooled).toBeLessThanOrEqual(24 * 50);
  }, 120_000);

  it('recovers by itself after a burst that no quota could serve', async () => {
    const { time, issuer, counts } = start(100);
    const wanted = gallery(0, 24);
    const burst = Array.from({ length: 400 }, (_, index) => issuer.issue(wanted, { visitor: `v${index}` }));
    await time.advance(15_000);
    const answered = await Promise.all(burst);
    expect(count(answered, 'ready')).toBeGreaterThanOrEqual(90 * 24);
    expect(count(answered, 'busy')).toBeGreaterThan(0);
    expect(counts.refused).toBeLessThanOrEqual(16);
    await time.advance(50_000);
    const later = issuer.issue(wanted);
    await time.advance(1000);
    expect(count([await later], 'ready')).toBe(24);
  });
});

describe('a scarce quota', () => {
  it('is shared by turns: a single video is not held up by pages of somebody else', async () => {
    const { time, issuer, budget } = start(3);
    budget.note({ limit: 3, remaining: 3, resetIn: 60 });
    const greedy = Array.from({ length: 30 }, () => issuer.issue(gallery(0, 50), { visitor: 'greedy' }));
    const modest = issuer.issue(gallery(99, 100), { visitor: 'modest' });
    await time.advance(12_000);
    expect(count([await modest], 'ready')).toBe(1);
    expect(count(await Promise.all(greedy), 'busy')).toBeGreaterThan(0);
  });

  it('waits out the end of a window that is near', async () => {
    const { time, issuer, budget } = start(100);
    budget.note({ limit: 100, remaining: 0, resetIn: 4 });
    const issuing = issuer.issue(gallery(0, 3));
    await time.advance(9000);
    expect(count([await issuing], 'ready')).toBe(3);
  });
});
