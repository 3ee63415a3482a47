import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import ApiVideoClient from '@api.video/nodejs-client';
import { describe, expect, test } from 'vitest';
import { runSandbox } from '../helpers/run-sandbox.js';

const FIXTURE = new URL('../fixtures/ordinary.mp4', import.meta.url);
const FILE = readFileSync(FIXTURE);

const it = test
  /** Writes a file to send, and gives its path. */
  // biome-ignore lint/correctness/noEmptyPattern: vitest reads from the pattern what a fixture needs.
  .extend('write', { scope: 'file' }, async ({}, { onCleanup }) => {
    const folder = mkdtempSync(join(tmpdir(), 'vitrine-uploads-'));
    onCleanup(() => rmSync(folder, { recursive: true }));
    return (name: string, bytes: Uint8Array): string => {
      const path = join(folder, name);
      writeFileSync(path, bytes);
      return path;
    };
  })
  .extend('whole', { scope: 'file' }, async ({ write }) => write('rushes.mp4', FILE));

async function start(chunkSize?: number) {
  const sandbox = await runSandbox({ encodingTime: 0 });
  return new ApiVideoClient({
    apiKey: sandbox.apiKey,
    baseUri: sandbox.apiUrl,
    ...(chunkSize && { chunkSize }),
  });
}

const served = async (url: string | undefined) => Buffer.from(await (await fetch(url ?? '')).arrayBuffer());

describe('@api.video/nodejs-client, unmodified, uploads', () => {
  it('a whole file', async ({ whole }) => {
    const client = await start();
    const { videoId } = await client.videos.create({ title: 'Whole' });
    const video = await client.videos.upload(videoId, whole);
    expect(await served(video.assets?.mp4)).toEqual(FILE);
    expect((await client.videos.getStatus(videoId)).encoding?.metadata?.width).toBe(320);
  });

  it('a file in chunks', async ({ write }) => {
    // The client itself allows no chunk below 5 MiB.
    const client = await start(5 * 1024 * 1024);
    const { videoId } = await client.videos.create({ title: 'Chunks' });
    const large = write('large.mp4', Buffer.concat([FILE, Buffer.alloc(11 * 1024 * 1024)]));
    const chunks = new Set<number>();
    const video = await client.videos.upload(videoId, large, ({ currentChunk }) => chunks.add(currentChunk));
    expect(chunks).toEqual(new Set([0, 1, 2]));
    expect((await served(video.assets?.mp4)).length).toBe(FILE.length + 11 * 1024 * 1024);
  });

  it('a file progressively, part by part', async ({ write }) => {
    const client = await start();
    const { videoId } = await client.videos.create({ title: 'Progressive' });
    const session = client.videos.createUploadProgressiveSession(videoId);
    await session.uploadPart(write('a', FILE.subarray(0, 10_000)));
    await session.uploadPart(write('b', FILE.subarray(10_000, 30_000)));
    const video = await session.uploadLastPart(write('c', FILE.subarray(30_000)));
    expect(await served(video.assets?.mp4)).toEqual(FILE);
  });

  it('with a delegated token', async ({ whole }) => {
    const client = await start();
    const { token = '' } = await client.uploadTokens.createToken({ ttl: 60 });
    const video = await client.videos.uploadWithUploadToken(token, whole);
    expect(await served(video.assets?.mp4)).toEqual(FILE);
    expect((await client.uploadTokens.list()).data).toHaveLength(1);
    await client.uploadTokens.deleteToken(token);
    await expect(client.videos.uploadWithUploadToken(token, whole)).rejects.toMatchObject({ code: 404 });
  });

  it('thumbnails, captions and chapters', async ({ write }) => {
    const client = await start();
    const { videoId } = await client.videos.create({
      title: 'Tracks',
      source: (await client.videos.list()).data[0]?.videoId ?? '',
    });
    const jpeg = write('poster.jpg', Buffer.from('ffd8ffe0', 'hex'));
    const { assets } = await client.videos.uploadThumbnail(videoId, jpeg);
    expect((await served(assets?.thumbnail)).toString('hex')).toBe('ffd8ffe0');
    await client.videos.pickThumbnail(videoId, { timecode: '00:00:01.000' });
    const vtt = write('fr.vtt', Buffer.from('WEBVTT'));
    const caption = await client.captions.upload(videoId, 'fr', vtt);
    expect(caption).toMatchObject({ srclang: 'fr', languageName: 'français', _default: false });
    expect((await client.captions.update(videoId, 'fr', { _default: true }))._default).toBe(true);
    expect((await client.captions.list({ videoId })).data).toHaveLength(1);
    await client.captions.delete(videoId, 'fr');
    await client.chapters.upload(videoId, 'en', vtt);
    expect((await client.chapters.get(videoId, 'en')).language).toBe('en');
    await client.chapters.delete(videoId, 'en');
    expect((await client.chapters.list({ videoId })).data).toEqual([]);
  });

  it('and finds, reads and restores what was discarded', async () => {
    const client = await start();
    const { videoId } = await client.videos.create({ title: 'Bin' });
    await client.videos.delete(videoId);
    expect((await client.videos.listDiscarded({ title: 'bin' })).data[0]?.videoId).toBe(videoId);
    expect((await client.videos.getDiscarded(videoId)).discarded).toBe(true);
    await client.videos.updateDiscarded(videoId, { discarded: false });
    expect((await client.videos.get(videoId)).title).toBe('Bin');
  });
});
