import ApiVideoClient from '@api.video/nodejs-client';
import { describe, expect, it } from 'vitest';
import type { Sandbox } from '../../src/index.js';
import { runSandbox } from '../helpers/run-sandbox.js';

const clientOf = (sandbox: Sandbox) =>
  new ApiVideoClient({ apiKey: sandbox.apiKey, baseUri: sandbox.apiUrl });

describe('@api.video/nodejs-client, unmodified', () => {
  it('lists with every filter', async () => {
    const client = clientOf(await runSandbox());
    const { data, pagination } = await client.videos.list({
      title: 'colour',
      tags: ['summit-2026', 'talk'],
      metadata: { track: 'Film', year: '2026' },
      sortBy: 'createdAt',
      sortOrder: 'desc',
      currentPage: 1,
      pageSize: 10,
    });
    expect(data.map((video) => video.title)).toEqual(['Colour After Dark']);
    expect(data[0]?._public).toBe(false);
    expect(data[0]?.assets?.player).toContain('?token=');
    expect(data[0]?.createdAt).toBeInstanceOf(Date);
    expect(pagination).toMatchObject({ itemsTotal: 1, pagesTotal: 1 });
  });

  it('makes, reads, changes and deletes a video', async () => {
    const client = clientOf(await runSandbox());
    const { videoId } = await client.videos.create({ title: 'Rushes', _public: false, tags: ['a b'] });
    const video = await client.videos.get(videoId);
    expect(video).toMatchObject({ title: 'Rushes', tags: ['a b'], _public: false });
    const renamed = await client.videos.update(videoId, {
      title: 'Cut',
      metadata: [{ key: 'k', value: 'v' }],
    });
    expect(renamed).toMatchObject({ title: 'Cut', metadata: [{ key: 'k', value: 'v' }] });
    await client.videos.delete(videoId);
    await expect(client.videos.get(videoId)).rejects.toMatchObject({ code: 404 });
  });

  it('reads the state of a video and the headers of an answer', async () => {
    const client = clientOf(await runSandbox());
    const { body, headers } = await client.videos.listWithResponseHeaders({ pageSize: 1 });
    expect(headers['x-ratelimit-remaining']).toBe('499');
    const status = await client.videos.getStatus(body.data[0]?.videoId ?? '');
    expect(status.encoding?.playable).toBe(true);
  });

  it('gets an access token', async () => {
    const client = clientOf(await runSandbox());
    const token = await client.getAccessToken();
    expect(token).toMatchObject({ expiresIn: 3600, tokenType: 'Bearer' });
  });

  it('counts tags', async () => {
    const client = clientOf(await runSandbox());
    const { data } = await client.tags.list({ value: 'WORK' });
    expect(data).toMatchObject([{ value: 'workshop', videoCount: 5 }]);
  });

  it('manages live streams', async () => {
    const client = clientOf(await runSandbox());
    const { liveStreamId } = await client.liveStreams.create({ name: 'Stage', _public: false });
    expect((await client.liveStreams.get(liveStreamId)).assets?.hls).toContain('/private/');
    await client.liveStreams.update(liveStreamId, { name: 'Main stage' });
    expect((await client.liveStreams.list({ name: 'main' })).data).toMatchObject([{ name: 'Main stage' }]);
    await client.liveStreams.complete(liveStreamId);
    await client.liveStreams.delete(liveStreamId);
    await expect(client.liveStreams.get(liveStreamId)).rejects.toMatchObject({ code: 404 });
  });

  it('manages webhooks', async () => {
    const client = clientOf(await runSandbox());
    const { webhookId = '' } = await client.webhooks.create({
      events: ['video.encoding.quality.completed'],
      url: 'http://127.0.0.1:1/',
    });
    expect((await client.webhooks.get(webhookId)).signatureSecret).toMatch(/^sig_sec_/);
    expect((await client.webhooks.list()).data).toHaveLength(1);
    await client.webhooks.delete(webhookId);
    expect((await client.webhooks.list()).data).toEqual([]);
  });

  it('is told a wrong key and an exhausted limit by status', async () => {
    const sandbox = await runSandbox({ limits: { reads: 0, writes: 1, uploads: 1 } });
    await expect(clientOf(sandbox).videos.list()).rejects.toMatchObject({ code: 429 });
    const stranger = new ApiVideoClient({ apiKey: 'another-key', baseUri: sandbox.apiUrl });
    await expect(stranger.videos.list()).rejects.toMatchObject({ code: 401 });
  });

  it('refuses an answer with a charset, as the switch shows', async () => {
    const client = clientOf(await runSandbox({ contentType: 'application/json; charset=utf-8' }));
    await expect(client.videos.list()).rejects.toThrow('charset=utf-8 is not supported');
  });
});
