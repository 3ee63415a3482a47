import type { Sandbox } from 'api-video-sandbox';
import { afterEach, describe, expect, it } from 'vitest';
import { accountNews } from '../../../../integration/src/content/account-news.js';
import { createVideoLoader } from '../../../../integration/src/content/loader.js';
import { call, runSandbox } from '../../../../sandbox/test/helpers/run-sandbox.js';
import { type Collection, createCollection } from '../../../helpers/content-collection.js';
import { type Alter, type Item, ODDITIES, only, startOddAccount } from '../../../helpers/odd-account.js';

const closing: (() => Promise<void>)[] = [];

afterEach(async () => {
  for (const close of closing.splice(0)) await close();
});

const VIDEOS = 120;

async function start(alter?: Alter) {
  const sandbox = await runSandbox({ videos: VIDEOS, limits: false });
  const account = await startOddAccount(sandbox, alter);
  closing.push(account.close);
  return { sandbox, account, collection: createCollection() };
}

/** One build, as its log and its reads tell of it. */
async function build(sandbox: Sandbox, env: Record<string, string>, collection: Collection) {
  const before = sandbox.counters().reads;
  for (const list of [collection.lines, collection.writes]) list.length = 0;
  await collection.load(createVideoLoader((name) => env[name], { statuses: false }));
  return {
    reads: sandbox.counters().reads - before,
    lines: [...collection.lines],
    unread: collection.lines.filter((line) => /cannot be read( and|\.$)/.test(line)),
    writes: collection.writes.length,
  };
}

/** The videos of the account, and one that is private and one that is public among them. */
async function listed(sandbox: Sandbox) {
  const { json } = await call(sandbox, 'GET', '/videos?sortBy=createdAt&sortOrder=asc&pageSize=100');
  const of = (isPublic: boolean) => json.data.filter((item: Item) => item.public === isPublic)[3];
  return { hidden: of(false).videoId as string, shown: of(true).videoId as string };
}

const neighbours = ({ entries }: Collection, ...but: string[]) =>
  [...entries.values()]
    .filter(({ id }) => !but.includes(id))
    .map(({ id, data: { position: _, ...data } }) => [id, data]);

describe.each(ODDITIES)('an item with %s', (_, how) => {
  it.each(['hidden', 'shown'] as const)(
    'costs its neighbours nothing, nor later builds a read (%s)',
    async (which) => {
      const { sandbox, account, collection } = await start();
      const { [which]: id } = await listed(sandbox);
      const plain = createCollection();
      await build(sandbox, account.env, plain);
      account.alter = only(id, how);
      const first = await build(sandbox, account.env, collection);
      expect(new Map(neighbours(collection, id) as [])).toEqual(new Map(neighbours(plain, id) as []));
      expect(first.unread.length).toBe(collection.entries.has(id) ? 0 : 1);
      const idle = await build(sandbox, account.env, collection);
      expect([idle.reads, idle.writes, idle.unread]).toEqual([1, 0, first.unread]);
    },
  );
});

describe('what cannot be read', () => {
  it('is named by id and title, on one line, and gone from the store once it was there', async () => {
    const { sandbox, account, collection } = await start();
    const { hidden } = await listed(sandbox);
    await build(sandbox, account.env, collection);
    account.alter = only(hidden, (item) => ({ ...item, title: 'Talk\n\u001b[31mof today', public: 'no' }));
    await call(sandbox, 'PATCH', `/videos/${hidden}`, { description: 'Edited' });
    const { unread, lines } = await build(sandbox, account.env, collection);
    expect(unread).toEqual([
      `A video that api.video lists cannot be read and is left out: ${hidden} (Talk \ufffd[31mof today); it does not say whether it is public.`,
    ]);
    expect(lines.filter((line) => line.includes('deleted'))).toEqual([]);
    expect([collection.entries.has(hidden), collection.entries.size]).toEqual([false, VIDEOS - 1]);
    expect(accountNews().unread.get(hidden)).toMatchObject({ id: hidden });
    account.alter = (items) => items;
    await call(sandbox, 'PATCH', `/videos/${hidden}`, { description: 'Edited again' });
    const mended = await build(sandbox, account.env, collection);
    expect([mended.unread, collection.entries.size, accountNews().unread.size]).toEqual([[], VIDEOS, 0]);
  });

  it('is named for twenty items at most, and counted beyond', async () => {
    const { sandbox, account, collection } = await start((items) =>
      items.map((item, index) => (index < 30 ? { ...item, videoId: null } : item)),
    );
    const { unread } = await build(sandbox, account.env, collection);
    expect(unread).toHaveLength(21);
    expect(unread.at(-1)).toMatch(/^… and \d+ more that cannot be read\.$/);
  });
});

describe('a list', () => {
  const oldest = async (sandbox: Sandbox, page: number, at: number) =>
    (await call(sandbox, 'GET', `/videos?sortBy=createdAt&sortOrder=asc&pageSize=100&currentPage=${page}`))
      .json.data[at].videoId as string;

  it.each<[string, Alter | [page: number, at: number]]>([
    ['with an item too many that api.video does not count', (items) => [null, ...items]],
    ['with one item twice, one too many', (items) => [...items, items[7]]],
    ['with one id twice', [1, 5]],
    ['with one id twice, on two pages', [2, 12]],
    [
      'with every other video undated',
      (items) => items.map((item) => (item.videoId.charCodeAt(9) % 2 ? { ...item, updatedAt: null } : item)),
    ],
  ])('%s is read by one read once it is known', async (_, how) => {
    const { sandbox, account, collection } = await start();
    if (typeof how === 'function') account.alter = how;
    else {
      const [one, other] = [await oldest(sandbox, 1, 4), await oldest(sandbox, ...how)];
      account.alter = only(other, (item) => ({ ...item, videoId: one }));
    }
    await build(sandbox, account.env, collection);
    const { size } = collection.entries;
    const idle = await build(sandbox, account.env, collection);
    expect([idle.reads, idle.writes, collection.entries.size]).toEqual([1, 0, size]);
  });
});

describe('a public video', () => {
  const stored = async (how: (item: Item) => Item) => {
    const { sandbox, account, collection } = await start();
    const { shown } = await listed(sandbox);
    account.alter = only(shown, how);
    await build(sandbox, account.env, collection);
    return collection.entries.get(shown)?.data;
  };

  it('is stored without assets while it has none', async () => {
    const data = await stored((item) => ({ ...item, assets: null }));
    expect([data?.public, data?.assets, data?.unusable]).toEqual([true, undefined, undefined]);
  });

  it('whose assets cannot be shown is stored with the reason, and without a token', async () => {
    const token = '0a1b2c3d-0000-4000-8000-00000000abcd';
    const tokened = await stored((item) => ({
      ...item,
      assets: { ...item.assets, player: `${item.assets.player}?token=${token}` },
    }));
    expect(tokened).toMatchObject({ unusable: expect.stringContaining('a private token') });
    expect(JSON.stringify(tokened)).not.toContain(token);
    const elsewhere = await stored((item) => ({
      ...item,
      assets: { ...item.assets, hls: 'https://films.example/vod/x/hls/manifest.m3u8' },
    }));
    expect(elsewhere).toMatchObject({ unusable: expect.stringContaining('films.example') });
    const half = await stored((item) => ({ ...item, assets: { ...item.assets, thumbnail: null } }));
    expect(half).toMatchObject({ unusable: expect.stringContaining('without its assets') });
    for (const data of [tokened, elsewhere, half]) expect(data?.assets).toBeUndefined();
  });
});
