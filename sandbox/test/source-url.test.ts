import { describe, expect, onTestFinished } from 'vitest';
import type { Sandbox } from '../src/index.js';
import { it } from './helpers/fixtures.js';
import { startHttpServer } from './helpers/http-server.js';
import { call, runSandbox } from './helpers/run-sandbox.js';
import { bytes, FILE, statusOf } from './helpers/upload-files.js';

/** The address of one file on this machine. */
async function host(status: number, file: Uint8Array): Promise<string> {
  const server = await startHttpServer((_request, response) => response.writeHead(status).end(file));
  onTestFinished(server.close);
  return `${server.url}/clip.mp4`;
}

describe('a source by URL', () => {
  async function settled(sandbox: Sandbox, videoId: string) {
    const { ingest, encoding } = await statusOf(sandbox, videoId);
    return ingest.status === 'ingested' || encoding.qualities.length > 0;
  }

  it('is fetched from this machine', async () => {
    const sandbox = await runSandbox({ encodingTime: 0 });
    const { status, json } = await call(sandbox, 'POST', '/videos', {
      title: 'x',
      source: await host(200, FILE),
    });
    expect(status).toBe(202);
    await expect.poll(() => settled(sandbox, json.videoId), { timeout: 4000 }).toBe(true);
    expect(await bytes(json.assets.mp4)).toEqual(FILE);
  });

  it('fails when it is not there', async ({ sandbox }) => {
    const { json } = await call(sandbox, 'POST', '/videos', { title: 'x', source: await host(404, FILE) });
    await expect.poll(() => settled(sandbox, json.videoId), { timeout: 4000 }).toBe(true);
    expect((await statusOf(sandbox, json.videoId)).encoding.qualities[0].status).toBe('failed');
  });

  it('may be another video, and no other host', async ({ sandbox }) => {
    const { json } = await call(sandbox, 'GET', '/videos?pageSize=1');
    const clone = await call(sandbox, 'POST', '/videos', { title: 'Copy', source: json.data[0].videoId });
    expect((await statusOf(sandbox, clone.json.videoId)).encoding.playable).toBe(true);
    const far = await call(sandbox, 'POST', '/videos', { title: 'x', source: 'https://example.com/a.mp4' });
    expect(far).toMatchObject({ status: 400, json: { name: 'source' } });
  });
});
