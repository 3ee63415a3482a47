import { afterEach, describe, expect, it } from 'vitest';
import type { IssueRequest, IssueResult } from '../../../../integration/src/server/issuing/issue.js';
import { createIssuer } from '../../../../integration/src/server/issuing/issuer.js';
import { createBudget } from '../../../../integration/src/server/issuing/reads/budget.js';
import { createLimits } from '../../../../integration/src/server/limits/limits.js';
import { createFakeTime } from '../../../helpers/fake-time.js';
import { createSimulatedAccount } from '../../../helpers/simulated-api.js';

const QUOTA = 500;
const READS = 120;
const closing: (() => void)[] = [];

afterEach(() => {
  for (const close of closing.splice(0)) close();
});

const ids = (count: number, from = 0) => Array.from({ length: count }, (_, index) => `vi${from + index}`);

function start(videoIds: readonly string[], quota = QUOTA) {
  const time = createFakeTime();
  const budget = createBudget(time.now);
  const account = createSimulatedAccount({ time, listed: () => videoIds, quota, latency: 100 });
  const client = account.connect(budget.note);
  const issuer = createIssuer({ client, budget, now: time.now, setTimer: time.setTimer });
  closing.push(issuer.close);
  const limits = createLimits({ requests: 300, reads: READS, total: 30_000, instances: 1 }, undefined);
  const requestFor = (videoId: string): IssueRequest => ({
    videoId,
    source: { kind: 'order', page: Math.floor(videoIds.indexOf(videoId) / 100) + 1 },
  });
  const ask = (visitor: string, wanted: readonly string[]) =>
    issuer.issue(wanted.map(requestFor), { visitor, allowance: limits.readsOf(visitor) });
  return { time, issuer, limits, ask, counts: account.counts };
}

const statuses = (all: readonly ReadonlyMap<string, IssueResult>[]) =>
  all.flatMap((issued) => [...issued.values()]).map(({ status }) => status);
const readyIn = (all: readonly ReadonlyMap<string, IssueResult>[]) =>
  statuses(all).filter((status) => status === 'ready').length;

/** What 200 requests of one moment ask for. */
const BURSTS: [string, number, (request: number) => string[]][] = [
  ['one gallery', 100, () => ids(24)],
  ['one video', 100, () => ['vi7']],
  ['a video each, of one list', 200, (request) => [`vi${request}`]],
  ['a video each, all over the account', 20_000, (request) => [`vi${request * 100}`]],
  [
    'galleries all over the account',
    20_000,
    (request) => ids(24).map((_, at) => `vi${(request * 24 + at) * 4}`),
  ],
  ['a part of every page', 20_000, (request) => ids(30, request * 100)],
];

describe.each(BURSTS)('two hundred requests at once by one visitor, for %s', (_name, size, wanted) => {
  it('cost what the visitor may cost, and nobody else a minute', async () => {
    const { time, ask, counts } = start(ids(size));
    const burst = Array.from({ length: 200 }, (_, request) => ask('greedy', wanted(request)));
    await time.advance(50);
    const modest = ask('modest', [`vi${size - 1}`]);
    await time.advance(20_000);
    expect(readyIn([await modest])).toBe(1);
    await Promise.all(burst);
    await time.advance(30_000);
    expect(counts.reads).toBeLessThanOrEqual(READS * 1.05);
    expect(counts.refused).toBe(0);
  });
});

describe('reads that were shared', () => {
  it('are given back: a visitor is served as often as pages are read, not as often as videos are asked for', async () => {
    const { time, ask, limits, counts } = start(ids(100));
    const crowd = Array.from({ length: 40 }, () => ask('an office', ids(24)));
    await time.advance(5000);
    expect(readyIn(await Promise.all(crowd))).toBe(40 * 24);
    const left = await limits.readsOf('an office').reserve(READS);
    expect(left.granted).toBe(READS - counts.reads);
  });

  it('are asked for again where a page did not bring what it should', async () => {
    const moved = ids(10, 500);
    const { time, ask, counts, limits } = start([...ids(100)]);
    const issuing = ask('somebody', moved);
    await time.advance(5000);
    expect(readyIn([await issuing])).toBe(10);
    const left = await limits.readsOf('somebody').reserve(READS);
    expect(left.granted).toBe(READS - counts.reads);
  });

  it('that nobody grants end in the time to wait, for those alone that need them', async () => {
    const { time, ask, limits } = start(ids(20_000));
    const used = await limits.readsOf('somebody').reserve(READS - 3);
    expect(used.granted).toBe(READS - 3);
    const issuing = ask(
      'somebody',
      ids(10).map((_, page) => `vi${page * 100}`),
    );
    await time.advance(5000);
    const issued = await issuing;
    expect(readyIn([issued])).toBe(3);
    const busy = [...issued.values()].filter(({ status }) => status === 'busy');
    expect(busy).toHaveLength(7);
    for (const each of busy) expect(each.status === 'busy' && each.retryIn).toBeGreaterThan(1);
  });
});

describe('sessions that are kept ready', () => {
  const fill = async (visitors: readonly string[], visits: number) => {
    const { time, ask, counts, issuer } = start(ids(20_000));
    for (let visit = 0; visit < visits; visit++) {
      const visitor = visitors[visit % visitors.length] as string;
      const wanted = ids(24).map((_, at) => `vi${((visit * 24 + at) % 960) * 20}`);
      const issuing = ask(visitor, wanted);
      await time.advance(100);
      void issuing;
    }
    await time.advance(10_000);
    return { counts, issuer };
  };

  it('are paid for by those who ask for the videos, and leave them half of what they may cost', async () => {
    const { counts } = await fill(['greedy'], 40);
    expect(counts.reads).toBeLessThanOrEqual(READS * 1.05);
  });

  it('are as many as there are visitors, not as one visitor asks for', async () => {
    const { time, ask, issuer } = start(ids(100));
    for (let visit = 0; visit < 50; visit++) {
      void ask('greedy', ids(24));
      await time.advance(100);
    }
    await time.advance(5000);
    expect(issuer.stats().pooled).toBeLessThanOrEqual(100 + 24 * 2);
  });
});
