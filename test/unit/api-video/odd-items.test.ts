import { afterEach, describe, expect, it } from 'vitest';
import { createClient } from '../../../integration/src/api-video/client.js';
import { type UnreadItem, unreadNote } from '../../../integration/src/api-video/read-item.js';
import { startHttpServer } from '../../../sandbox/test/helpers/http-server.js';
import { runSandbox } from '../../../sandbox/test/helpers/run-sandbox.js';
import { type Item, ODDITIES, only, startOddAccount } from '../../helpers/odd-account.js';

const QUERY = { sortBy: 'createdAt', sortOrder: 'asc' } as const;
const closing: (() => Promise<void>)[] = [];

afterEach(async () => {
  for (const close of closing.splice(0)) await close();
});

async function start(how: (item: Item) => Item) {
  const sandbox = await runSandbox({ limits: false });
  const account = await startOddAccount(sandbox);
  closing.push(account.close);
  const unread: UnreadItem[] = [];
  const client = createClient({
    apiKey: sandbox.apiKey,
    apiUrl: account.env.APIVIDEO_API_URL,
    retry: { attempts: 1, longestWait: 0 },
    onUnread: (items) => unread.push(...items),
  });
  const ids = (await client.mintPage(QUERY, 1)).map(({ videoId }) => videoId);
  const odd = ids[7] ?? '';
  account.alter = only(odd, how);
  return { client, ids, odd, unread };
}

describe.each(ODDITIES)('an item with %s', (_, how) => {
  it('costs its neighbours nothing in a page for tokens, nor in a list', async () => {
    const { client, ids, odd, unread } = await start(how);
    const minted = await client.mintPage(QUERY, 1);
    const isRead = minted.length === ids.length;
    expect(minted.map(({ videoId }) => videoId)).toEqual(isRead ? ids : ids.filter((id) => id !== odd));
    expect(unread.length).toBe(isRead ? 0 : 1);
    for (const { videoId, assets } of minted) if (videoId !== odd) expect(assets?.player).toContain(videoId);
    const list = await client.listVideos(QUERY, 1);
    expect(list.data.map(({ videoId }) => videoId)).toEqual(minted.map(({ videoId }) => videoId));
    expect(list.unread).toEqual(unread);
  });

  it('is read by itself as it is in a list', async () => {
    const { client, odd } = await start(how);
    const listed = (await client.listVideos(QUERY, 1)).data.find(({ videoId }) => videoId === odd);
    const single = client.getVideo(odd);
    if (!listed) return expect(single).rejects.toMatchObject({ reason: 'invalid-answer' });
    const { assets: _listed, ...words } = listed;
    expect(await single).toMatchObject(words);
  });
});

it('what falls away, and what is as good as text', async () => {
  const { client, odd } = await start((item) => ({
    ...item,
    title: 2026,
    description: null,
    tags: ['a', null, 7, {}, true],
    metadata: [null, { key: 'year', value: 2026 }, { key: 'none', value: null }, { key: 3, value: 'three' }],
    publishedAt: 5,
  }));
  expect(await client.getVideo(odd)).toMatchObject({
    title: '2026',
    description: '',
    tags: ['a', '7', 'true'],
    metadata: [
      { key: 'year', value: '2026' },
      { key: '3', value: 'three' },
    ],
    publishedAt: undefined,
  });
});

it('names an item whose text was read byte by byte as it is', async () => {
  const { client, odd, unread } = await start((item) => ({ ...item, public: 1, title: 'Été 🎬' }));
  await client.mintPage(QUERY, 1);
  expect(unread).toEqual([{ id: odd, title: 'Été 🎬', why: 'it does not say whether it is public' }]);
});

it.each<[UnreadItem, string]>([
  [{ id: 'vi1', title: 'Talk', why: 'w' }, 'vi1 (Talk)'],
  [{ id: 'vi1', why: 'w' }, 'vi1'],
  [{ title: 'Talk', why: 'w' }, 'Talk'],
  [{ why: 'w' }, 'without id and title'],
])('names %j', (item, which) => {
  expect(unreadNote(item)).toBe(`A video that api.video lists cannot be read and is left out: ${which}; w.`);
});

it.each([
  ['nothing at all', '{}'],
  ['nonsense', '7'],
])('takes a million items of %s for no page, instead of naming each', async (_name, item) => {
  const body = `{"data":[${`${item},`.repeat(999_999)}${item}],"pagination":{"currentPage":1,"pagesTotal":1,"itemsTotal":1}}`;
  const server = await startHttpServer((_request, response) => response.end(body));
  closing.push(server.close);
  const unread: unknown[] = [];
  const client = createClient({
    apiKey: 'key',
    apiUrl: server.url,
    onUnread: (items) => unread.push(...items),
  });
  await expect(client.mintPage(QUERY, 1)).rejects.toMatchObject({ reason: 'invalid-answer' });
  await expect(client.listVideos(QUERY, 1)).rejects.toMatchObject({ reason: 'invalid-answer' });
  expect(unread).toEqual([]);
});
