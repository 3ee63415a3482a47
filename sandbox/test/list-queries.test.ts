import { describe, expect } from 'vitest';
import type { Sandbox } from '../src/index.js';
import { it } from './helpers/fixtures.js';
import { call, type Json, runSandbox } from './helpers/run-sandbox.js';

/** Videos that only a filter which is honoured tells apart. */
const VIDEOS = [
  { title: 'Both', tags: ['A', 'B'], metadata: { team: 'film', 'the key': 'J&D' } },
  { title: 'One', tags: ['A'], metadata: { team: 'film' } },
  { title: 'Comma', tags: ['A,B'], metadata: { team: 'sound', 'a[b]': '1' } },
];

const withVideos = async (): Promise<Sandbox> => {
  const sandbox = await runSandbox({ videos: 0 });
  for (const { metadata, ...video } of VIDEOS) {
    const pairs = Object.entries(metadata).map(([key, value]) => ({ key, value }));
    await call(sandbox, 'POST', '/videos', { ...video, metadata: pairs });
  }
  return sandbox;
};

const titles = ({ json }: Json) => json.data.map((video: Json) => video.title).sort();

describe('filters', () => {
  it.each([
    ['tags[]=A', ['Both', 'One']],
    ['tags[0]=A', ['Both', 'One']],
    ['tags%5B0%5D=A', ['Both', 'One']],
    ['tags[0]=A&tags[1]=B', ['Both']],
    ['tags[7]=B', ['Both']],
    ['tags[]=A&tags[0]=B', ['Both']],
    ['tags[0]=A&tags[0]=B', ['Both']],
    ['tags[0]=A,B', ['Comma']],
    ['tags[0]=none', []],
    ['metadata[team]=film', ['Both', 'One']],
    ['metadata%5Bthe+key%5D=J%26D', ['Both']],
    ['metadata[a[b]]=1', ['Comma']],
    ['metadata[team]=film&metadata[the key]=J%26D', ['Both']],
    ['metadata[team]=film&metadata[team]=sound', []],
    ['metadata[0][key]=team&metadata[0][value]=film', ['Both', 'One']],
    [
      'metadata[0][key]=team&metadata[1][key]=the key&metadata[0][value]=film&metadata[1][value]=J%26D',
      ['Both'],
    ],
    ['metadata[0]=film', []],
    ['title=o&tags[0]=A', ['Both', 'One']],
  ])('are honoured as %s', async (query, expected) => {
    const sandbox = await withVideos();
    expect(titles(await call(sandbox, 'GET', `/videos?${query}`))).toEqual(expected);
    for (const { videoId } of (await call(sandbox, 'GET', '/videos')).json.data)
      await call(sandbox, 'DELETE', `/videos/${videoId}`);
    expect(titles(await call(sandbox, 'GET', `/discarded/videos?${query}`))).toEqual(expected);
  });

  it.each([
    ['tags=A', 'tags'],
    ['tags=A,B', 'tags'],
    ['tags=A&tags=B', 'tags'],
    ['tags[x]=A', 'tags[x]'],
    ['tags[][0]=A', 'tags[][0]'],
    ['tags[=A', 'tags['],
    ['metadata=film', 'metadata'],
    ['metadata={"team":"film"}', 'metadata'],
    ['metadata[]=team:film', 'metadata[]'],
    ['metadata[team][]=film', 'metadata[team][]'],
    ['metadata[team][is]=film', 'metadata[team][is]'],
    ['metadata[0][key]=team', 'metadata[0][key]'],
    ['metadata[0][value]=film', 'metadata[0][value]'],
    ['metadata[0][key]=team&metadata[0][key]=the key&metadata[0][value]=film', 'metadata[0][key]'],
    ['title[]=Both', 'title[]'],
    ['title=Both&title=One', 'title'],
    ['liveStreamId[0]=li1', 'liveStreamId[0]'],
    ['sortBy[]=title', 'sortBy[]'],
    ['sortBy=size', 'sortBy'],
    ['currentPage=1&currentPage=2', 'currentPage'],
    ['pageSize[]=10', 'pageSize[]'],
    ['page=2', 'page'],
    ['tag[]=A', 'tag[]'],
    ['videoIds[0]=vi1', 'videoIds[0]'],
    ['__proto__[x]=1', '__proto__[x]'],
    ['=A', ''],
  ])('are refused as %s, in the form of a 400 of api.video', async (query, name) => {
    const sandbox = await withVideos();
    for (const path of ['/videos', '/discarded/videos']) {
      const { status, json } = await call(sandbox, 'GET', `${path}?${query}`);
      expect(status).toBe(400);
      expect(json).toMatchObject({
        type: 'https://docs.api.video/reference/request-invalid-query-parameter',
        title: 'A query parameter is invalid.',
        status: 400,
        name,
        detail: expect.any(String),
      });
    }
  });
});

describe('every list', () => {
  const lists = [
    { path: '/videos', words: ['title', 'description', 'liveStreamId', 'sortBy', 'sortOrder'] },
    { path: '/discarded/videos', words: ['title', 'description', 'liveStreamId', 'sortBy', 'sortOrder'] },
    { path: '/tags', words: ['value', 'sortBy', 'sortOrder'] },
    { path: '/upload-tokens', words: ['sortBy', 'sortOrder'] },
    { path: '/live-streams', words: ['name', 'streamKey', 'sortBy', 'sortOrder'] },
    { path: '/webhooks', words: ['events'] },
    { path: '/videos/{videoId}/captions', words: [] },
    { path: '/videos/{videoId}/chapters', words: [] },
  ];

  it.each(lists)(
    '$path refuses what it does not know, and what it knows in a form it cannot take',
    async (list) => {
      const sandbox = await runSandbox();
      const [{ videoId }] = (await call(sandbox, 'GET', '/videos')).json.data;
      const path = list.path.replace('{videoId}', videoId);
      const ask = (query: string) => call(sandbox, 'GET', `${path}?${query}`);
      expect((await ask('currentPage=1&pageSize=10')).status).toBe(200);
      expect(await ask('colour=red')).toMatchObject({
        status: 400,
        json: { name: 'colour', detail: 'This field was not expected.' },
      });
      for (const word of [...list.words, 'currentPage', 'pageSize']) {
        expect(await ask(`${word}[]=1`), word).toMatchObject({ status: 400, json: { name: `${word}[]` } });
        expect((await ask(`${word}=1&${word}=1`)).status, word).toBe(400);
      }
    },
  );

  it('names all that is wrong with a query', async ({ sandbox }) => {
    const { json } = await call(sandbox, 'GET', '/videos?colour=red&tags=A&pageSize=0&sortOrder=up');
    expect(json.problems.map(({ name }: Json) => name)).toEqual(['pageSize', 'tags', 'sortOrder', 'colour']);
  });

  it('of discarded videos comes in the order that is asked for', async () => {
    const sandbox = await withVideos();
    for (const { videoId } of (await call(sandbox, 'GET', '/videos')).json.data)
      await call(sandbox, 'DELETE', `/videos/${videoId}`);
    for (const [order, expected] of [
      ['asc', ['Both', 'Comma', 'One']],
      ['desc', ['One', 'Comma', 'Both']],
    ]) {
      const { json } = await call(sandbox, 'GET', `/discarded/videos?sortBy=title&sortOrder=${order}`);
      expect(json.data.map(({ title }: Json) => title)).toEqual(expected);
    }
  });
});
