import type { Sandbox } from 'api-video-sandbox';
import { startHttpServer } from '../../sandbox/test/helpers/http-server.js';

// biome-ignore lint/suspicious/noExplicitAny: an item is made into anything.
export type Item = any;

/** What stands at the place of the items of an answer. */
export type Alter = (items: Item[]) => Item[];

/** Changes the item of one id alone. */
export const only =
  (id: string, how: (item: Item) => Item): Alter =>
  (items) =>
    items.map((item) => (item.videoId === id ? how(item) : item));

/** The account of a sandbox, some of whose list items are not as they should be. */
export async function startOddAccount(sandbox: Sandbox, alter: Alter = (items) => items) {
  const account = {
    alter,
    env: sandbox.env as Record<string, string>,
    close: async () => {},
  };
  const server = await startHttpServer(async (request, response) => {
    const answer = await fetch(sandbox.apiUrl + request.url, {
      headers: { authorization: request.headers.authorization ?? '' },
    });
    const body = (await answer.json()) as Item;
    const odd = body.videoId
      ? account.alter([body])[0]
      : { ...body, ...(body.data && { data: account.alter(body.data) }) };
    response.writeHead(answer.status, { 'content-type': 'application/json' });
    response.end(JSON.stringify(odd));
  });
  account.env = { ...sandbox.env, APIVIDEO_API_URL: server.url };
  account.close = server.close;
  return account;
}

/** Every oddity of one item that its neighbours must not feel. */
export const ODDITIES: readonly [string, (item: Item) => Item][] = [
  ['an mp4 of null', (item) => ({ ...item, assets: { ...item.assets, mp4: null } })],
  ['a metadata value of null', (item) => ({ ...item, metadata: [{ key: 'year', value: null }] })],
  ['a metadata value that is a number', (item) => ({ ...item, metadata: [{ key: 'year', value: 2026 }] })],
  ['a metadata entry of null', (item) => ({ ...item, metadata: [null, 'x', { key: null, value: 'x' }] })],
  ['metadata of another form', (item) => ({ ...item, metadata: { year: '2026', none: null } })],
  ['a metadata key of the language', (item) => ({ ...item, metadata: [{ key: '__proto__', value: 'x' }] })],
  ['metadata of null', (item) => ({ ...item, metadata: null })],
  ['tags of null', (item) => ({ ...item, tags: null })],
  ['a tag of null', (item) => ({ ...item, tags: [null, {}, 7] })],
  ['tags that are no list', (item) => ({ ...item, tags: 'talks' })],
  ['a title of null', (item) => ({ ...item, title: null })],
  ['a title that is no text', (item) => ({ ...item, title: { en: 'Talk' } })],
  ['a title with half a character', (item) => ({ ...item, title: 'Talk \ud83d' })],
  ['a description that is a list', (item) => ({ ...item, description: [1] })],
  ['dates that are numbers', (item) => ({ ...item, createdAt: 1, publishedAt: 2, updatedAt: 3 })],
  ['dates of null', (item) => ({ ...item, createdAt: null, publishedAt: null, updatedAt: null })],
  ['no assets', ({ assets: _, ...item }) => item],
  ['assets of null', (item) => ({ ...item, assets: null })],
  ['assets in a list', (item) => ({ ...item, assets: [] })],
  ['assets that are text', (item) => ({ ...item, assets: 'none' })],
  ['an empty asset', (item) => ({ ...item, assets: { ...item.assets, hls: '' } })],
  ['an asset missing', (item) => ({ ...item, assets: { ...item.assets, thumbnail: undefined } })],
  ['an asset that is a number', (item) => ({ ...item, assets: { ...item.assets, player: 7 } })],
  [
    'an asset elsewhere',
    (item) => ({
      ...item,
      assets: { ...item.assets, hls: 'https://elsewhere.example/vod/x/hls/manifest.m3u8' },
    }),
  ],
  ['an id of null', (item) => ({ ...item, videoId: null })],
  ['no id', ({ videoId: _, ...item }) => item],
  ['an id that is a number', (item) => ({ ...item, videoId: 4711 })],
  ['an id that is too long', (item) => ({ ...item, videoId: 'v'.repeat(129) })],
  ['an id with odd characters', (item) => ({ ...item, videoId: `../${item.videoId}\u001b[31m` })],
  ['public of null', (item) => ({ ...item, public: null })],
  ['public of text', (item) => ({ ...item, public: 'no' })],
  ['null in its place', () => null],
  ['text in its place', () => 'a video'],
  ['a list in its place', (item) => [item]],
  ['nothing in it', () => ({})],
];
