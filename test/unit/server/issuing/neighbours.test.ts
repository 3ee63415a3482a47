import { afterEach, describe, expect, it } from 'vitest';
import type { MintingClient } from '../../../../integration/src/api-video/client.js';
import { ApiVideoError } from '../../../../integration/src/api-video/errors.js';
import type { IssueRequest, ReadAllowance } from '../../../../integration/src/server/issuing/issue.js';
import { createIssuer } from '../../../../integration/src/server/issuing/issuer.js';
import { createBudget } from '../../../../integration/src/server/issuing/reads/budget.js';
import { createFakeTime } from '../../../helpers/fake-time.js';

const closing: (() => void)[] = [];
afterEach(() => {
  for (const close of closing.splice(0)) close();
});

const unavailable = () => new ApiVideoError('unavailable', 'unavailable');
const ids = (name: string, count: number) => Array.from({ length: count }, (_, index) => `${name}${index}`);
const on = (page: number, ...videoIds: string[]): IssueRequest[] =>
  videoIds.map((videoId) => ({ videoId, source: { kind: 'order', page } }));

type Retry = { mayRetry?: (() => Promise<boolean>) | undefined } | undefined;

/** An api.video whose answers can be changed, and that counts what it was asked. */
function start({ pool = { perVideo: 0, total: 0, maxAge: 0 } } = {}) {
  const time = createFakeTime();
  const calls = { lists: 0, videos: 0, sessions: 0 };
  const pages = new Map<number, readonly string[]>();
  const odd = {
    video: undefined as ((id: string) => Promise<void> | undefined) | undefined,
    list: undefined as ((page: number) => Promise<void> | undefined) | undefined,
    session: undefined as ((id: string) => Promise<void> | undefined) | undefined,
  };
  let tokens = 0;
  const minted = (videoId: string) => {
    const token = `t${tokens++}`;
    const base = `https://vod.api.video/vod/${videoId}/token/${token}`;
    const player = `https://embed.api.video/vod/${videoId}?token=${token}`;
    const assets = { player, hls: `${base}/hls/manifest.m3u8`, thumbnail: `${base}/thumbnail.jpg` };
    return { videoId, public: false, assets };
  };
  /** As the real client does: once more, where that is paid for. */
  async function twice<T>(options: Retry, call: () => Promise<T>): Promise<T> {
    try {
      return await call();
    } catch (error) {
      const again =
        (error as ApiVideoError).reason === 'unavailable' && (await options?.mayRetry?.()) !== false;
      if (!again) throw error;
      return call();
    }
  }
  const client: MintingClient = {
    isAllowed: () => true,
    mintPage: (_query, page, options) =>
      twice(options, async () => {
        calls.lists++;
        await time.sleep(50);
        await odd.list?.(page);
        return (pages.get(page) ?? []).map(minted);
      }),
    getVideo: (id, options) =>
      twice(options, async () => {
        calls.videos++;
        await time.sleep(50);
        await odd.video?.(id);
        return minted(id);
      }),
    async openSession(_url, { id, token }) {
      calls.sessions++;
      await time.sleep(50);
      await odd.session?.(id);
      return `s-${token}`;
    },
  };
  const issuer = createIssuer({
    client,
    budget: createBudget(time.now),
    pool,
    now: time.now,
    setTimer: time.setTimer,
  });
  closing.push(issuer.close);

  /** Milliseconds until somebody has a video; undefined where that never happens. */
  async function waitFor(videoId: string, visitor = 'somebody else'): Promise<number | undefined> {
    const asked = time.now();
    let took: number | undefined;
    void issuer.issue(on(90, videoId), { visitor, allowance: purse(time, 120) }).then((issued) => {
      if (issued.get(videoId)?.status === 'ready') took = time.now() - asked;
    });
    for (let waited = 0; took === undefined && waited < 15_000; waited += 20) await time.advance(20);
    return took;
  }
  const hang = () => time.sleep(4500).then(() => Promise.reject(unavailable()));
  return { time, calls, pages, odd, issuer, waitFor, hang };
}

/** The reads that one visitor has left in this minute. */
function purse({ now }: { now: () => number }, points: number): ReadAllowance & { left: () => number } {
  let left = points;
  const take = async (wanted: number, keep = 0) => {
    const granted = Math.max(0, Math.min(wanted, Math.floor(left - keep)));
    left -= granted;
    const giveBack = (back: number) => {
      left += back;
    };
    return { granted, wait: 60_000 - (now() % 60_000), giveBack };
  };
  return { reserve: (reads) => take(reads), reserveSpare: () => take(1, points / 2), left: () => left };
}

const POOL = { perVideo: 50, total: 5000, maxAge: 3_600_000 };

describe('what hangs', () => {
  type Site = ReturnType<typeof start>;
  /** Visitors of it come twenty milliseconds apart. */
  async function crowd(
    { issuer, time }: Site,
    count: number,
    wanted: IssueRequest[],
    isOne = false,
  ): Promise<void> {
    const own = purse(time, 120);
    for (let index = 0; index < count; index++) {
      const [visitor, allowance] = isOne ? ['one', own] : [`v${index}`, purse(time, 120)];
      void issuer.issue(wanted, { visitor, allowance });
      await time.advance(20);
    }
  }
  const hung = (site: Site, id: string) => (asked: string) =>
    asked.startsWith(id) ? site.hang() : undefined;

  const CASES: [string, (site: Site) => Promise<void>][] = [
    ...[13, 16, 40].map((count): [string, (site: Site) => Promise<void>] => [
      `a video, for ${count} visitors`,
      (site) => {
        site.odd.video = hung(site, 'viHung');
        return crowd(site, count, on(1, 'viHung'));
      },
    ]),
    ...[true, false].map((isOne): [string, (site: Site) => Promise<void>] => [
      `a list, for ${isOne ? 'one visitor who asks' : 'visitors who ask'} 30 times`,
      (site) => {
        site.odd.list = (page) => (page === 1 ? site.hang() : undefined);
        return crowd(site, 30, on(1, ...ids('viHung', 3)), isOne);
      },
    ]),
    [
      'ten lists, for one visitor',
      async (site) => {
        site.odd.list = (page) => (page <= 10 ? site.hang() : undefined);
        const wanted = ids('viHung', 40).flatMap((videoId, index) => on((index % 10) + 1, videoId));
        await crowd(site, 10, wanted, true);
      },
    ],
    [
      'a video that played until now, for 30 visitors',
      async (site) => {
        await site.waitFor('viHung');
        site.odd.video = hung(site, 'viHung');
        await crowd(site, 30, on(1, 'viHung'));
      },
    ],
    ...[1, 8].map((count): [string, (site: Site) => Promise<void>] => [
      `the sessions of a hundred videos, for ${count} visitors`,
      (site) => {
        site.pages.set(1, ids('viHung', 100));
        site.odd.session = hung(site, 'viHung');
        return crowd(site, count, on(1, ...ids('viHung', 100)));
      },
    ]),
  ];

  it.each(CASES)('%s, holds others up for less than three seconds', async (_name, begin) => {
    const site = start({ pool: POOL });
    for (let index = 0; index < 40; index++) await site.waitFor(`viBefore${index}`);
    await begin(site);
    for (let index = 0; index < 5; index++) {
      expect(await site.waitFor(`viFine${index}`, `other ${index}`)).toBeLessThan(3000);
    }
  });

  it('gives its place up, and is not asked for the same again and again', async () => {
    const site = start();
    await site.waitFor('viHung');
    site.odd.video = hung(site, 'viHung');
    const before = site.calls.videos;
    void crowd(site, 30, on(1, 'viHung'));
    await site.time.advance(4000);
    expect(site.calls.videos - before).toBeLessThanOrEqual(18);
  });
});

describe('refills', () => {
  async function pooled({ issuer, time }: ReturnType<typeof start>, id: string): Promise<number[]> {
    const counts: number[] = [];
    for (let index = 0; index < 8; index++) {
      const allowance = purse(time, 120);
      const issued = issuer.issue(on(1, id), {
        visitor: `v${index}`,
        allowance,
        onPooled: (count) => counts.push(count),
      });
      await time.advance(1000);
      await issued;
    }
    return counts;
  }

  it('of one video go on while another is left alone', async () => {
    const site = start({ pool: POOL });
    site.odd.video = (id) =>
      id === 'viBad' ? Promise.reject(new ApiVideoError('unusable-video', 'odd')) : undefined;
    await site.waitFor('viGood');
    await site.waitFor('viBad');
    await site.time.advance(2000);
    expect(await pooled(site, 'viGood')).toEqual([1, 1, 1, 1, 1, 1, 1, 1]);
  });

  it('are paid for by those who can, whoever asked last', async () => {
    const site = start({ pool: POOL });
    await site.waitFor('viGood');
    await site.time.advance(1000);
    void site.issuer.issue(on(1, 'viGood'), { visitor: 'spent', allowance: purse(site.time, 0) });
    await site.time.advance(1000);
    expect(await pooled(site, 'viGood')).toEqual([1, 1, 1, 1, 1, 1, 1, 1]);
  });

  it('that api.video refuses cost nobody anything', async () => {
    const site = start({ pool: POOL });
    const own = purse(site.time, 120);
    const first = site.issuer.issue(on(1, 'viGood'), { visitor: 'a', allowance: own });
    await site.time.advance(120);
    site.odd.video = () => Promise.reject(new ApiVideoError('rate-limited', 'refused', { retryAfter: 30 }));
    await first;
    await site.time.advance(1000);
    expect(site.calls.videos).toBeGreaterThan(1);
    expect(own.left()).toBe(119);
  });
});

describe('in an outage', () => {
  it.each(['has no reads left', 'leaves'])('nobody depends on the one who goes first and %s', async (how) => {
    const site = start();
    const { time, issuer } = site;
    site.odd.list = () => time.sleep(500).then(() => Promise.reject(unavailable()));
    const left = new AbortController();
    const first = issuer.issue(on(1, 'viA', 'viB'), {
      visitor: 'first',
      allowance: purse(time, how === 'leaves' ? 120 : 2),
      signal: left.signal,
    });
    const second = issuer.issue(on(1, 'viC', 'viD'), { visitor: 'second', allowance: purse(time, 120) });
    await time.advance(1150);
    if (how === 'leaves') left.abort();
    await time.advance(9000);
    await first;
    expect([...(await second).values()].map(({ status }) => status)).toEqual(['ready', 'ready']);
  });
});

describe('a list that is forbidden', () => {
  it('says nothing of its videos', async () => {
    const site = start();
    site.odd.list = () => Promise.reject(new ApiVideoError('suspended', 'forbidden', { status: 403 }));
    for (let index = 0; index < 10; index++) {
      const issued = site.issuer.issue(on(1, ...ids('vi', 3)), { visitor: `v${index}` });
      await site.time.advance(1000);
      expect([...(await issued).values()].map(({ status }) => status)).toEqual(['ready', 'ready', 'ready']);
    }
    expect(site.calls.lists).toBe(1);
  });
});

describe('a video that played until now', () => {
  it.each<[string, (site: ReturnType<typeof start>) => void]>([
    [
      'brings no session any more',
      ({ odd }) => {
        odd.session = () => Promise.reject(new ApiVideoError('token-used', 'used'));
      },
    ],
    [
      'cannot be read any more',
      ({ odd }) => {
        odd.video = () => Promise.reject(unavailable());
      },
    ],
    [
      'has no token any more',
      ({ odd }) => {
        odd.video = () => Promise.reject(new ApiVideoError('missing-token', 'none'));
      },
    ],
  ])('and %s costs five reads in 75 seconds', async (_how, change) => {
    const site = start({ pool: POOL });
    await site.waitFor('viOdd');
    await site.time.advance(4000);
    change(site);
    const before = site.calls.videos;
    for (let second = 0; second < 75; second++) {
      void site.issuer.issue(on(90, 'viOdd'), { visitor: 'one', allowance: purse(site.time, 120) });
      await site.time.advance(1000);
    }
    expect(site.calls.videos - before).toBeLessThanOrEqual(5);
  });
});

describe('reads', () => {
  it('are all paid for, those included that are made again', async () => {
    const site = start();
    site.odd.video = () => Promise.reject(unavailable());
    const own = purse(site.time, 3);
    void site.issuer.issue(
      ids('vi', 3).flatMap((id, index) => on(index + 1, id)),
      { visitor: 'one', allowance: own },
    );
    await site.time.advance(12_000);
    expect(own.left()).toBe(0);
    expect(site.calls.videos).toBe(3);
  });

  it('that are refused are given back, also to those who have left', async () => {
    const site = start();
    const own = purse(site.time, 120);
    site.odd.video = () => Promise.reject(new ApiVideoError('rate-limited', 'refused', { retryAfter: 30 }));
    const left = new AbortController();
    void site.issuer.issue(on(1, 'vi1'), { visitor: 'one', allowance: own, signal: left.signal });
    await site.time.advance(20);
    left.abort();
    await site.time.advance(1000);
    expect([site.calls.videos, own.left()]).toEqual([1, 120]);
  });
});
