import { afterEach, describe, expect, it } from 'vitest';
import type { MintingClient } from '../../../../integration/src/api-video/client.js';
import { ApiVideoError } from '../../../../integration/src/api-video/errors.js';
import type { MintingVideo } from '../../../../integration/src/api-video/schema.js';
import type { IssueRequest, IssueResult } from '../../../../integration/src/server/issuing/issue.js';
import { createIssuer } from '../../../../integration/src/server/issuing/issuer.js';
import { createBudget } from '../../../../integration/src/server/issuing/reads/budget.js';
import { createFakeTime } from '../../../helpers/fake-time.js';
import { createSimulatedApi } from '../../../helpers/simulated-api.js';

const closing: (() => void)[] = [];
afterEach(() => {
  for (const close of closing.splice(0)) close();
});

const ODD = 'viOdd';
const GOOD = Array.from({ length: 30 }, (_, index) => `vi${index}`);
/** Where a video cannot be had, so many reads of it in so many milliseconds are enough to know. */
const MOST_READS = 5;
const WATCHED = 75_000;

const wanted = (...ids: string[]): IssueRequest[] =>
  ids.map((videoId) => ({ videoId, source: { kind: 'order', page: 1 } }));

type Change = (video: MintingVideo) => MintingVideo;

interface Oddity {
  /** In lists, and read by itself. */
  item?: Change;
  read?: (video: MintingVideo) => MintingVideo;
  session?: () => string;
  unlisted?: boolean;
}

const fails = (reason: ApiVideoError['reason'], status?: number) => (): never => {
  throw new ApiVideoError(reason, reason, status ? { status } : {});
};
const plain = (text = '') => text.replace(/\?token=.*/, '').replace(/token\/[^/]+\//, '');
const withoutTokens: Change = (video) => ({
  ...video,
  assets: {
    player: plain(video.assets?.player),
    hls: plain(video.assets?.hls),
    thumbnail: plain(video.assets?.thumbnail),
  },
});
const isPublic: Change = (video) => ({ ...withoutTokens(video), public: true });
const firstAnswers = new Map<string, MintingVideo>();
const sameAsEver: Change = (video) => {
  const first = firstAnswers.get(video.videoId) ?? video;
  firstAnswers.set(video.videoId, first);
  return first;
};

const ODDITIES: [string, Oddity][] = [
  ['was deleted', { unlisted: true, read: fails('not-found', 404) }],
  ['was deleted, and is listed all the same', { read: fails('not-found', 404) }],
  ['was made public', { item: isPublic }],
  ['was made public, and has no assets', { item: (video) => ({ ...video, public: true, assets: null }) }],
  ['has no assets yet', { item: (video) => ({ ...video, assets: null }) }],
  ['lives on a foreign host', { item: (video) => ({ ...video, assets: { ...video.assets, player: 'x' } }) }],
  ['is given without a token', { item: withoutTokens }],
  ['is never exchanged: 5xx', { session: fails('unavailable', 503) }],
  ['is never exchanged: no connection', { session: fails('unavailable') }],
  ['is never exchanged: 404', { session: fails('token-used', 404) }],
  ['is never exchanged: nonsense', { session: fails('invalid-answer', 200) }],
  ['is never exchanged: unexpected', { session: fails('unexpected' as never) }],
  ['cannot be read: 5xx', { unlisted: true, read: fails('unavailable', 500) }],
  ['cannot be read: rejected', { unlisted: true, read: fails('rejected', 400) }],
  ['cannot be read: nonsense', { unlisted: true, read: fails('invalid-answer', 200) }],
  ['is another video when read', { unlisted: true, read: (video) => ({ ...video, videoId: 'viOther' }) }],
];

/** Brings one session, and then no more. */
const SPENT: [string, Oddity] = ['comes with the same token for ever', { item: sameAsEver }];

function start(oddity: Oddity, listed: readonly string[]) {
  const time = createFakeTime();
  const budget = createBudget(time.now);
  const api = createSimulatedApi({ time, videoIds: listed, quota: 500, onRateLimit: budget.note });
  const { item = (video: MintingVideo) => video, read = item, session } = oddity;
  firstAnswers.clear();
  const client: MintingClient = {
    ...api.client,
    isAllowed: (url) => url.protocol === 'https:',
    mintPage: async (...given) =>
      (await api.client.mintPage(...given)).map((video) => (video.videoId === ODD ? item(video) : video)),
    async getVideo(id, ...rest) {
      const video = await api.client.getVideo(id, ...rest);
      return id === ODD ? read(video) : video;
    },
    openSession: async (url, at, ...rest) =>
      at.id === ODD && session ? session() : api.client.openSession(url, at, ...rest),
  };
  const issuer = createIssuer({ client, budget, now: time.now, setTimer: time.setTimer });
  closing.push(issuer.close);
  async function ask(...ids: string[]): Promise<ReadonlyMap<string, IssueResult>> {
    const issuing = issuer.issue(wanted(...ids), { visitor: 'somebody' });
    await time.advance(2000);
    return issuing;
  }
  return { time, issuer, ask, counts: api.counts };
}

/** The list without the odd video, where it is not on it. */
const listOf = ({ unlisted }: Oddity, ids: readonly string[]) => (unlisted ? ids : [ODD, ...ids]);

describe.each([...ODDITIES, SPENT])('a video that %s', (_name, oddity) => {
  it('is read a few times and left alone then', async () => {
    const { time, ask, counts } = start(oddity, listOf(oddity, []));
    const issued = (await ask(ODD)).get(ODD);
    expect(issued).toBeDefined();
    await time.advance(WATCHED);
    expect(counts.reads).toBeLessThanOrEqual(MOST_READS);
  });

  it('is read no more often for those who go on asking', async () => {
    const { ask, counts } = start(oddity, listOf(oddity, []));
    for (let asked = 0; asked * 2000 < WATCHED; asked++) await ask(ODD);
    expect(counts.reads).toBeLessThanOrEqual(MOST_READS);
  });

  it('costs its neighbours nothing: they are had, and kept ready', async () => {
    const { time, issuer, ask, counts } = start(oddity, listOf(oddity, GOOD));
    const issued = await ask(ODD, ...GOOD);
    expect(GOOD.every((id) => issued.get(id)?.status === 'ready')).toBe(true);
    await time.advance(WATCHED);
    expect(issuer.stats().pooled).toBeGreaterThanOrEqual(GOOD.length * 2);
    const quiet = start({}, GOOD);
    await quiet.ask(...GOOD);
    await quiet.time.advance(WATCHED);
    expect(counts.reads).toBeLessThanOrEqual(quiet.counts.reads + MOST_READS);
  });
});

describe.each(ODDITIES)('a crowd that asks for a video that %s', (_name, oddity) => {
  it('costs no more reads than one visitor', async () => {
    const { time, issuer, counts } = start(oddity, listOf(oddity, []));
    const crowd = Array.from({ length: 50 }, (_, index) =>
      issuer.issue(wanted(ODD), { visitor: `v${index}` }),
    );
    await time.advance(WATCHED);
    expect((await Promise.all(crowd)).every((issued) => issued.has(ODD))).toBe(true);
    expect(counts.reads).toBeLessThanOrEqual(MOST_READS);
  });
});

function failing(isBroken: (videoId: string) => boolean) {
  const time = createFakeTime();
  const budget = createBudget(time.now);
  const videoIds = [ODD, ...GOOD];
  const api = createSimulatedApi({ time, videoIds, quota: 500, onRateLimit: budget.note });
  const refuse = fails('unavailable', 503);
  const client: MintingClient = {
    ...api.client,
    openSession: async (url, at, ...rest) =>
      isBroken(at.id) ? refuse() : api.client.openSession(url, at, ...rest),
  };
  const issuer = createIssuer({ client, budget, now: time.now, setTimer: time.setTimer });
  closing.push(issuer.close);
  async function statuses(...ids: string[]): Promise<string[]> {
    const issuing = issuer.issue(wanted(...ids), { visitor: 'somebody' });
    await time.advance(2000);
    return [...(await issuing).values()].map(({ status }) => status);
  }
  return { time, issuer, statuses };
}

describe('a video that works again', () => {
  it('is had after a minute at most, and is kept ready again', async () => {
    let isBroken = true;
    const { time, issuer, statuses } = failing((id) => isBroken && id === ODD);
    await statuses(...GOOD);
    for (let asked = 0; asked < 10; asked++) expect(await statuses(ODD)).toEqual(['busy']);
    isBroken = false;
    await time.advance(60_000);
    expect(await statuses(ODD)).toEqual(['ready']);
    const { pooled } = issuer.stats();
    await time.advance(2000);
    expect(issuer.stats().pooled).toBeGreaterThanOrEqual(pooled);
    expect(await statuses(ODD)).toEqual(['ready']);
  });
});

describe('an outage', () => {
  it('is over for every video as soon as something comes through', async () => {
    let isAway = true;
    const { statuses } = failing(() => isAway);
    expect(new Set(await statuses(...GOOD.slice(0, 20)))).toEqual(new Set(['busy']));
    isAway = false;
    expect(await statuses(GOOD[25] as string)).toEqual(['ready']);
    expect(new Set(await statuses(...GOOD.slice(0, 20)))).toEqual(new Set(['ready']));
  });
});

describe('a clock that steps back', () => {
  it('keeps no video away for longer than it was meant to be', async () => {
    let isBroken = true;
    let back = 0;
    const time = createFakeTime();
    const now = () => time.now() - back;
    const api = createSimulatedApi({ time, videoIds: [ODD], quota: 500, onRateLimit: () => {} });
    const refuse = fails('unavailable', 503);
    const client: MintingClient = {
      ...api.client,
      openSession: async (...given) => (isBroken ? refuse() : api.client.openSession(...given)),
    };
    const issuer = createIssuer({ client, budget: createBudget(now), now, setTimer: time.setTimer });
    closing.push(issuer.close);
    const ask = async () => {
      const issuing = issuer.issue(wanted(ODD));
      await time.advance(2000);
      return (await issuing).get(ODD)?.status;
    };
    expect(await ask()).toBe('busy');
    isBroken = false;
    back = 24 * 60 * 60 * 1000;
    expect(await ask()).toBe('ready');
  });
});
