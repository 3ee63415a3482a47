import { describe, expect, it } from 'vitest';
import type { Sandbox, SandboxOptions } from '../src/index.js';
import { call, type Json, openSession, runSandbox, sessionUrl, withSession } from './helpers/run-sandbox.js';
import { emptyVideo, FILE, form, read, send } from './helpers/upload-files.js';

const SECONDS = 10;

/** An upload that is playable after five of its ten seconds. */
async function uploaded(options: SandboxOptions = {}, isPublic = true, bytes: Uint8Array = FILE) {
  const sandbox = await runSandbox({ clock: () => 0, encodingTime: SECONDS, ...options });
  const videoId = await emptyVideo(sandbox, isPublic);
  await send(sandbox, `/videos/${videoId}/source`, form({ bytes }));
  return { sandbox, videoId };
}

const manifestOf = async (sandbox: Sandbox, videoId: string): Promise<string> =>
  (await read(sandbox, videoId)).assets.hls;

const status = async (url: string, init?: RequestInit) => (await fetch(url, init)).status;

describe('HLS of a public video that is still encoding', () => {
  it('is answered 202 until it is playable, empty and kept nowhere', async () => {
    const { sandbox, videoId } = await uploaded();
    const hls = await manifestOf(sandbox, videoId);
    const waiting = await fetch(hls);
    expect(waiting.status).toBe(202);
    expect(waiting.headers.get('cache-control')).toContain('no-store');
    expect(waiting.headers.get('access-control-allow-origin')).toBe('*');
    expect(await waiting.text()).toBe('');
    expect(await status(hls, { method: 'HEAD' })).toBe(202);
    sandbox.advance(4.9);
    expect(await status(hls)).toBe(202);
    sandbox.advance(0.1);
    expect(await status(hls)).toBe(200);
    expect(sandbox.counters().refused).toBe(0);
  });

  it('is answered 404 where the switch says so', async () => {
    const { sandbox, videoId } = await uploaded({ encodingStatus: 404 });
    const hls = await manifestOf(sandbox, videoId);
    expect(await status(hls)).toBe(404);
    sandbox.setOptions({ encodingStatus: 202 });
    expect(await status(hls)).toBe(202);
  });

  it('is answered 202 while its file is on its way, and 404 where none is', async () => {
    const sandbox = await runSandbox({ encodingTime: SECONDS });
    const videoId = await emptyVideo(sandbox);
    const hls = await manifestOf(sandbox, videoId);
    expect(await status(hls)).toBe(404);
    const part = form({ bytes: FILE.subarray(0, 9000) });
    await send(sandbox, `/videos/${videoId}/source`, part, { 'Content-Range': 'part 1/*' });
    expect(await status(hls)).toBe(202);
  });

  it('is answered 404 once it has failed: nobody should wait for ever', async () => {
    const { sandbox, videoId } = await uploaded({}, true, Buffer.from('no video'));
    const hls = await manifestOf(sandbox, videoId);
    expect(await status(hls)).toBe(202);
    sandbox.advance(5);
    expect(await status(hls)).toBe(404);
    sandbox.advance(SECONDS);
    expect(await status(hls)).toBe(404);
  });

  it('shows itself to no page that may not show assets', async () => {
    const { sandbox, videoId } = await uploaded({ allowedReferrers: ['site.test'] });
    expect(await status(await manifestOf(sandbox, videoId))).toBe(403);
  });

  it('leaves its other assets as they were', async () => {
    const { sandbox, videoId } = await uploaded();
    const { assets } = await read(sandbox, videoId);
    expect(await status(assets.mp4)).toBe(404);
    expect(await status(assets.hls.replace('manifest.m3u8', '240p/manifest.m3u8'))).toBe(404);
    expect(await status(assets.thumbnail)).toBe(200);
  });
});

describe('HLS of a private video that is still encoding', () => {
  it('is answered 202 with a token that could be used, which is not used up', async () => {
    const { sandbox, videoId } = await uploaded({}, false);
    const video: Json = await read(sandbox, videoId);
    for (let request = 0; request < 3; request++) expect(await status(video.assets.hls)).toBe(202);
    expect(sandbox.counters()).toMatchObject({ used: 0, burned: 0 });
    const session = await openSession(video);
    expect(await status(withSession(video.assets.hls, session))).toBe(202);
    sandbox.advance(SECONDS);
    expect(await status(withSession(video.assets.hls, session))).toBe(200);
  });

  it('tells nothing to whoever has no such token', async () => {
    const { sandbox, videoId } = await uploaded({ usedTokenStatus: 410 }, false);
    const { assets }: Json = await read(sandbox, videoId);
    const used: Json = await read(sandbox, videoId);
    await fetch(sessionUrl(used));
    const placeholder = (await call(sandbox, 'PATCH', `/videos/${videoId}`, {})).json.assets.hls;
    const bare = assets.hls.replace(/\/token\/[^/]+/, '');
    for (const url of [bare, placeholder, used.assets.hls, withSession(used.assets.hls, 'forged')])
      expect(await status(url), url).toBe(410);
  });
});
