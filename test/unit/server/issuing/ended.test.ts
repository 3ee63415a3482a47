import { afterEach, describe, expect, it, vi } from 'vitest';
import type { IssueOptions, ReadAllowance } from '../../../../integration/src/server/issuing/issue.js';
import { createIssuer, type Issuer } from '../../../../integration/src/server/issuing/issuer.js';
import { createBudget } from '../../../../integration/src/server/issuing/reads/budget.js';
import { deserializeVideo } from '../../../../integration/src/server/issuing/serialize.js';
import { createFakeTime } from '../../../helpers/fake-time.js';
import { createSimulatedApi } from '../../../helpers/simulated-api.js';

const closing: Issuer[] = [];
afterEach(() => {
  for (const issuer of closing.splice(0)) issuer.close();
});

const VIDEO = 'viA';

const numberOf = (session: string) => Number(/\d+$/.exec(session)?.[0]);

/** A server that keeps three sessions of a video ready, and knows which have ended. */
async function start() {
  const time = createFakeTime();
  const budget = createBudget(time.now);
  const { client, counts } = createSimulatedApi({
    time,
    videoIds: [VIDEO],
    quota: 1000,
    onRateLimit: budget.note,
  });
  /** Sessions with a smaller number have ended. */
  let end = 0;
  const isSessionOver = vi.fn(
    async (hls: string) => numberOf(new URL(hls).searchParams.get('avh') ?? '') < end,
  );
  const issuer = createIssuer({
    client,
    budget,
    pool: { perVideo: 3, total: 10, maxAge: 3_600_000 },
    now: time.now,
    setTimer: time.setTimer,
    isSessionOver,
  });
  closing.push(issuer);

  async function ask(options: IssueOptions = {}): Promise<string> {
    const asked = issuer.issue([{ videoId: VIDEO, source: { kind: 'order', page: 1 } }], options);
    await time.advance(5000);
    const result = (await asked).get(VIDEO);
    return result?.status === 'ready' ? (deserializeVideo(result).sessionToken ?? '') : '';
  }
  for (let round = 0; round < 6; round++) await ask({ visitor: `visitor ${round}` });
  expect(issuer.stats().pooled).toBeGreaterThan(1);

  return {
    ask,
    isSessionOver,
    issuer,
    /** Every session there is by now ends. */
    endAll() {
      end = counts.minted;
    },
    isFresh: (session: string) => numberOf(session) >= end,
  };
}

const allowing = (granted: number): ReadAllowance => ({
  reserve: async (reads) => ({ granted: Math.min(granted, reads), wait: 1000, giveBack() {} }),
  reserveSpare: async () => ({ granted: 0, wait: 1000, giveBack() {} }),
});

describe('a visitor whose session has ended early', () => {
  it('gets none of those that were kept ready and have ended as well', async () => {
    const { ask, endAll, isFresh } = await start();
    endAll();
    expect(isFresh(await ask())).toBe(false);
    expect(isFresh(await ask({ distrust: true }))).toBe(true);
  });

  it('is the last to get one: nobody else does after that', async () => {
    const { ask, endAll, isFresh } = await start();
    endAll();
    await ask({ distrust: true });
    for (let round = 0; round < 4; round++) expect(isFresh(await ask())).toBe(true);
  });

  it('cannot empty the pool by saying so: one that works is handed out, with one try', async () => {
    const { ask, isSessionOver, issuer } = await start();
    isSessionOver.mockResolvedValue(false);
    const before = issuer.stats().pooled;
    expect(await ask({ distrust: true })).toBeDefined();
    expect(isSessionOver).toHaveBeenCalledTimes(1);
    expect(issuer.stats().pooled).toBeGreaterThanOrEqual(before - 1);
  });

  it('pays for the try with a read, and without one left is given what there is', async () => {
    const { ask, isSessionOver } = await start();
    const allowance = allowing(1);
    const reserve = vi.spyOn(allowance, 'reserve');
    await ask({ distrust: true, allowance });
    expect(reserve).toHaveBeenCalledWith(1);
    expect(isSessionOver).toHaveBeenCalledTimes(1);
    await ask({ distrust: true, allowance: allowing(0) });
    expect(isSessionOver).toHaveBeenCalledTimes(1);
  });

  it('is not looked at where nobody says so', async () => {
    const { ask, isSessionOver } = await start();
    await ask();
    expect(isSessionOver).not.toHaveBeenCalled();
  });
});
