import { createRequire } from 'node:module';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import type { SandboxOptions } from '../../src/index.js';
import { type Json, runSandbox } from '../helpers/run-sandbox.js';
import { FILE } from '../helpers/upload-files.js';

// It has no types.
const { Client } = createRequire(import.meta.url)('@api.video/nodejs-sdk');

const whole = fileURLToPath(new URL('../fixtures/ordinary.mp4', import.meta.url));

async function start(options: SandboxOptions) {
  const sandbox = await runSandbox({ encodingTime: 0, ...options });
  return { sandbox, client: new Client({ apiKey: sandbox.apiKey, baseUri: sandbox.apiUrl }) };
}

const titles = (videos: Json[]) => videos.map(({ title }) => title).sort();

describe('@api.video/nodejs-sdk, unmodified, the client before nodejs-client', () => {
  it('logs in, lists by tags and metadata, and uploads a file', async () => {
    const { client } = await start({ problemJson: true });
    expect(await client.videos.search({})).toHaveLength(24);
    expect(client.browser.accessToken).toMatch(/^\S+\.\S+\.\S+$/);
    const found = await client.videos.search({
      tags: ['summit-2026', 'talk'],
      metadata: { track: 'Film', year: '2026' },
    });
    expect(titles(found)).toEqual(['Colour After Dark', 'Northern Light, Southern Lens']);
    const entries = await client.videos.search({
      metadata: [{ key: 'track', value: 'Film' }],
      tags: ['talk'],
    });
    expect(titles(entries)).toEqual(titles(found));
    const video = await client.videos.upload(whole, { title: 'Rushes' });
    expect(Buffer.from(await (await fetch(video.assets.mp4)).arrayBuffer())).toEqual(FILE);
    expect((await client.videos.get(video.videoId)).title).toBe('Rushes');
    expect(await client.videos.delete(video.videoId)).toBe(204);
  });

  it('logs in again when its access token has ended', async () => {
    const { sandbox, client } = await start({ problemJson: true });
    await client.videos.search({});
    sandbox.advance(3600);
    expect((await client.videos.create('An hour later')).title).toBe('An hour later');
  });

  it('logs in with its first call on nothing but application/problem+json', async () => {
    const { client } = await start({});
    await expect(client.videos.create('Never')).rejects.toMatchObject({ statusCode: 401 });
    expect(client.browser.accessToken).toBe(null);
  });
});
