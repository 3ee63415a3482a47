import { describe, expect } from 'vitest';
import { it } from './helpers/fixtures.js';
import { call, type Json, privateVideo, runSandbox } from './helpers/run-sandbox.js';

const ids = (reply: Json) => reply.json.data.map((video: Json) => video.videoId);

describe('authentication', () => {
  it.each([
    [undefined, 401, 'authentication-missing-authorization-header'],
    ['nonsense', 401, 'authentication-invalid-authorization-header-value'],
    [`Basic ${btoa('vitrine-sandbox-key')}`, 401, 'authentication-invalid-authorization-header-value'],
    [`Basic ${btoa('another-key:')}`, 401, 'authentication-invalid-api-key'],
    ['Bearer a.b.c', 401, 'authentication-invalid-access-token'],
    [`Basic ${btoa('vitrine-sandbox-key:')}`, 200, undefined],
  ])('answers %s with %i', async (authorization, status, segment) => {
    const sandbox = await runSandbox();
    const response = await fetch(`${sandbox.apiUrl}/videos`, {
      headers: authorization ? { authorization } : {},
    });
    expect(response.status).toBe(status);
    expect(((await response.json()) as Json).type?.split('/').at(-1)).toBe(segment);
  });

  it('lends bearer tokens for an hour and refreshes each once', async () => {
    let now = 0;
    const sandbox = await runSandbox({ clock: () => now });
    const { status, json, headers } = await call(sandbox, 'POST', '/auth/api-key', {
      apiKey: sandbox.apiKey,
    });
    expect(status).toBe(200);
    expect(json).toMatchObject({ token_type: 'Bearer', expires_in: 3600 });
    expect(headers.has('x-ratelimit-limit')).toBe(false);
    const authorization = `Bearer ${json.access_token}`;
    expect((await call(sandbox, 'GET', '/videos', undefined, { authorization })).status).toBe(200);
    now = 3_600_000;
    expect((await call(sandbox, 'GET', '/videos', undefined, { authorization })).status).toBe(401);
    const refresh = () => call(sandbox, 'POST', '/auth/refresh', { refreshToken: json.refresh_token });
    expect((await refresh()).status).toBe(200);
    expect(await refresh()).toMatchObject({ status: 400, json: { name: '' } });
  });
});

describe('GET /videos', () => {
  it('pages through a stable order without gaps, as many as asked for', async () => {
    const sandbox = await runSandbox({ videos: 250 });
    const pages = [1, 2, 3].map((page) =>
      call(sandbox, 'GET', `/videos?sortBy=publishedAt&sortOrder=asc&currentPage=${page}&pageSize=100`),
    );
    const replies = await Promise.all(pages);
    expect(new Set(replies.flatMap(ids)).size).toBe(250);
    expect(replies[1]?.json.pagination).toMatchObject({
      currentPage: 2,
      pagesTotal: 3,
      itemsTotal: 250,
      currentPageItems: 100,
    });
    expect(replies[1]?.json.pagination.links.map((link: Json) => link.rel)).toEqual([
      'self',
      'first',
      'previous',
      'next',
      'last',
    ]);
    const dates = replies.flatMap((reply) => reply.json.data.map((video: Json) => video.publishedAt));
    expect(dates).toEqual([...dates].sort());
  });

  it('filters by title, tags, metadata and description, however they are encoded', async ({ sandbox }) => {
    await call(sandbox, 'POST', '/videos', {
      title: 'A b',
      tags: ['two words', 'x'],
      metadata: [{ key: 'the key', value: 'J&D' }],
    });
    const found = async (query: string) =>
      (await call(sandbox, 'GET', `/videos?${query}`)).json.data.map((v: Json) => v.title);
    expect(await found('tags%5B%5D=two+words&tags%5B%5D=x')).toEqual(['A b']);
    expect(await found('tags[]=two%20words')).toEqual(['A b']);
    expect(await found('tags[]=two%20words&tags[]=summit-2026')).toEqual([]);
    expect(await found('metadata%5Bthe+key%5D=J%26D')).toEqual(['A b']);
    expect(await found('title=LOOM')).toHaveLength(2);
    expect(await found('tags[]=summit-2026&metadata[track]=Film&sortBy=title&sortOrder=asc')).toEqual([
      'Colour After Dark',
      'Evening Screening: Short Forms',
      'Northern Light, Southern Lens',
      'Workshop: Light Painting in One Room',
    ]);
  });

  it('keeps the filters in its links', async ({ sandbox }) => {
    const { json } = await call(sandbox, 'GET', '/videos?tags[]=members&pageSize=10');
    const next = json.pagination.links.find((link: Json) => link.rel === 'next').uri;
    expect((await call(sandbox, 'GET', next)).json.pagination).toMatchObject({
      currentPage: 2,
      pageSize: 10,
      itemsTotal: 19,
    });
  });

  it('names everything out of range', async ({ sandbox }) => {
    const { status, json } = await call(sandbox, 'GET', '/videos?currentPage=0&pageSize=101');
    expect(status).toBe(400);
    expect(json).toMatchObject({ name: 'page', range: { min: 1 }, status: 400 });
    expect(json.problems.map((problem: Json) => problem.name)).toEqual(['page', 'pageSize']);
    expect((await call(sandbox, 'GET', '/videos?sortBy=size')).json.name).toBe('sortBy');
  });

  it('answers an empty set and a page past the end with no data', async ({ sandbox }) => {
    expect((await call(sandbox, 'GET', '/videos?tags[]=none')).json).toMatchObject({
      data: [],
      pagination: { pagesTotal: 1 },
    });
    expect((await call(sandbox, 'GET', '/videos?currentPage=99')).json).toMatchObject({
      data: [],
      pagination: { itemsTotal: 24 },
    });
  });
});

describe('one video', () => {
  it('is made, changed, discarded and restored', async ({ sandbox }) => {
    const created = await call(sandbox, 'POST', '/videos', { title: 'New', public: false, playerId: 'pl1' });
    expect(created.status).toBe(201);
    const path = `/videos/${created.json.videoId}`;
    const patched = await call(sandbox, 'PATCH', path, { tags: ['a'], playerId: null });
    expect(patched.json).toMatchObject({ title: 'New', tags: ['a'], public: false });
    expect(patched.json).not.toHaveProperty('playerId');
    const deleted = await call(sandbox, 'DELETE', path);
    expect(deleted.status).toBe(204);
    expect(deleted.headers.has('content-type')).toBe(false);
    expect(await call(sandbox, 'GET', path)).toMatchObject({ status: 404, json: { name: 'videoId' } });
    expect((await call(sandbox, 'GET', `/discarded${path}`)).json).toMatchObject({
      discarded: true,
      assets: null,
    });
    expect((await call(sandbox, 'PATCH', `/discarded${path}`, { discarded: false })).status).toBe(200);
    expect((await call(sandbox, 'GET', path)).status).toBe(200);
  });

  it.each([
    ['POST', '/videos', '{', 'invalid-payload', undefined],
    ['POST', '/videos', {}, 'attribute-required', 'title'],
    ['POST', '/videos', { title: 'x', public: 'no' }, 'invalid-attribute', 'public'],
    ['POST', '/videos', { title: 'x', metadata: { a: 'b' } }, 'invalid-attribute', 'metadata'],
  ])('refuses %s %s with %j', async (method, path, body, segment, name) => {
    const sandbox = await runSandbox();
    const { status, json } = await call(sandbox, method, path, body);
    expect(status).toBe(400);
    expect(json.type.split('/').at(-1)).toBe(segment);
    expect(json.name).toBe(name);
  });

  it('knows unknown routes and wrong methods apart', async ({ sandbox }) => {
    expect((await call(sandbox, 'GET', '/nothing')).status).toBe(404);
    expect((await call(sandbox, 'PUT', '/videos')).status).toBe(405);
  });

  it('tells its state without minting', async ({ sandbox }) => {
    const { videoId } = await privateVideo(sandbox);
    const { minted } = sandbox.counters();
    const { json } = await call(sandbox, 'GET', `/videos/${videoId}/status`);
    expect(json.encoding.playable).toBe(true);
    expect(sandbox.counters().minted).toBe(minted);
  });
});

describe('tags', () => {
  it('are counted, and found without regard to case and accents', async ({ sandbox }) => {
    await call(sandbox, 'POST', '/videos', { title: 'x', tags: ['Été'] });
    expect((await call(sandbox, 'GET', '/tags?value=ete')).json.data).toEqual([
      { value: 'Été', videoCount: 1 },
    ]);
    const { json } = await call(sandbox, 'GET', '/tags?sortBy=videoCount&sortOrder=desc');
    expect(json.data[0]).toEqual({ value: 'summit-2026', videoCount: 19 });
  });
});
