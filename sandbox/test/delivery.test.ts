import { describe, expect } from 'vitest';
import { it } from './helpers/fixtures.js';
import {
  call,
  type Json,
  openSession,
  privateVideo,
  runSandbox,
  withSession,
} from './helpers/run-sandbox.js';

const publicVideo = async (sandbox: Parameters<typeof call>[0]): Promise<Json> =>
  (await call(sandbox, 'GET', '/videos?tags[]=trailer')).json.data[0];

describe('media', () => {
  it('serves a public video plainly, with tokens or without, and uses nothing up', async ({ sandbox }) => {
    const video = await publicVideo(sandbox);
    const plain = await fetch(video.assets.thumbnail);
    expect(plain.headers.get('content-type')).toBe('image/jpeg');
    expect(plain.headers.has('x-token-session')).toBe(false);
    const tokenized = video.assets.thumbnail.replace(video.videoId, `${video.videoId}/token/any`);
    expect((await fetch(tokenized)).status).toBe(200);
    expect(sandbox.counters()).toMatchObject({ minted: 0, used: 0 });
  });

  it('serves mp4 by ranges and as a download', async ({ sandbox }) => {
    const { assets, videoId } = await publicVideo(sandbox);
    const whole = new Uint8Array(await (await fetch(assets.mp4)).arrayBuffer());
    const part = await fetch(assets.mp4, { headers: { Range: 'bytes=100-199' } });
    expect(part.status).toBe(206);
    expect(part.headers.get('content-range')).toBe(`bytes 100-199/${whole.length}`);
    expect(new Uint8Array(await part.arrayBuffer())).toEqual(whole.slice(100, 200));
    const tail = await fetch(assets.mp4, { headers: { Range: 'bytes=-10' } });
    expect(new Uint8Array(await tail.arrayBuffer())).toEqual(whole.slice(-10));
    expect((await fetch(assets.mp4, { headers: { Range: `bytes=${whole.length}-` } })).status).toBe(416);
    const download = async () => (await fetch(`${assets.mp4}?dl=1`)).headers.get('content-disposition');
    expect(await download()).toMatch(/^attachment/);
    await call(sandbox, 'PATCH', `/videos/${videoId}`, { title: 'half \ud800 "pair"' });
    expect(await download()).toBe("attachment; filename*=UTF-8''half%20%EF%BF%BD%20%22pair%22.mp4");
  });

  it('carries the session through every level of HLS', async ({ sandbox }) => {
    const video = await privateVideo(sandbox);
    const session = await openSession(video);
    const links = async (url: string) => {
      const text = await (await fetch(url)).text();
      const uris = text
        .split('\n')
        .flatMap((line) => /URI="([^"]+)"/.exec(line)?.[1] ?? (line.startsWith('#') || !line ? [] : [line]));
      return uris.map((uri) => new URL(uri, url).href);
    };
    const playlists = await links(withSession(video.assets.hls, session));
    expect(playlists).toHaveLength(2);
    for (const playlist of playlists) {
      const parts = await links(playlist);
      expect(parts).toHaveLength(4);
      for (const part of parts) expect((await fetch(part)).status, part).toBe(200);
    }
  });

  it('names captions in HLS, and carries the session to their files', async ({ sandbox }) => {
    const { videoId } = await privateVideo(sandbox);
    const body = new FormData();
    body.append('file', new Blob(['WEBVTT\n']), 'fr.vtt');
    const authorization = `Basic ${btoa(`${sandbox.apiKey}:`)}`;
    await fetch(`${sandbox.apiUrl}/videos/${videoId}/captions/fr`, {
      method: 'POST',
      body,
      headers: { authorization },
    });
    const video = (await call(sandbox, 'GET', `/videos/${videoId}`)).json;
    const manifest = withSession(video.assets.hls, await openSession(video));
    const uri =
      /NAME="français",LANGUAGE="fr".*URI="([^"]+)"/.exec(await (await fetch(manifest)).text())?.[1] ?? '';
    const playlist = new URL(uri, manifest);
    const file =
      (await (await fetch(playlist)).text()).split('\n').find((line) => line.includes('.vtt')) ?? '';
    expect(await (await fetch(new URL(file, playlist))).text()).toBe('WEBVTT\n');
  });

  it('gives a manifest asked for with an unused token the session it opened', async ({ sandbox }) => {
    const video = await privateVideo(sandbox);
    const response = await fetch(video.assets.hls);
    const session = response.headers.get('x-token-session');
    expect(await response.text()).toContain(`manifest.m3u8?avh=${session}`);
  });

  it('answers other origins, errors and preflights included', async ({ sandbox }) => {
    const { assets } = await privateVideo(sandbox);
    const preflight = await fetch(assets.hls, {
      method: 'OPTIONS',
      headers: { Origin: 'http://gallery.test' },
    });
    expect(preflight.status).toBe(204);
    expect(preflight.headers.get('access-control-allow-headers')).toContain('X-Token-Session');
    const missing = await fetch(`${sandbox.mediaUrl}/vod/viNothing/thumbnail.jpg`);
    expect(missing.status).toBe(404);
    expect(missing.headers.get('access-control-allow-origin')).toBe('*');
  });

  it('refuses a private video without a token, an unknown asset, and a discarded video', async ({
    sandbox,
  }) => {
    const video = await privateVideo(sandbox);
    expect((await fetch(`${sandbox.mediaUrl}/vod/${video.videoId}/thumbnail.jpg`)).status).toBe(404);
    expect((await fetch(video.assets.thumbnail.replace('thumbnail', 'poster'))).status).toBe(404);
    expect((await fetch(video.assets.thumbnail)).status).toBe(200);
    const open = await publicVideo(sandbox);
    await call(sandbox, 'DELETE', `/videos/${open.videoId}`);
    expect((await fetch(open.assets.thumbnail)).status).toBe(404);
  });

  it('offers the media host under its older name', async () => {
    const sandbox = await runSandbox({ assetHost: 'cdn' });
    const { assets } = await privateVideo(sandbox);
    expect(new URL(assets.thumbnail).origin).toBe(sandbox.cdnUrl);
    expect((await fetch(assets.thumbnail)).status).toBe(200);
  });

  it('notices an API key that comes to a delivery host', async ({ sandbox }) => {
    const { assets } = await privateVideo(sandbox);
    await fetch(assets.thumbnail);
    expect(sandbox.counters().keyOnDeliveryHost).toBe(0);
    await fetch(assets.thumbnail, { headers: { authorization: `Basic ${btoa(`${sandbox.apiKey}:`)}` } });
    await fetch(`${sandbox.embedUrl}/vod/x?key=${sandbox.apiKey}`);
    expect(sandbox.counters().keyOnDeliveryHost).toBe(2);
  });
});

describe('the embed page', () => {
  it('shows a private video once, with links that hold the session', async ({ sandbox }) => {
    const video = await privateVideo(sandbox);
    const page = await (await fetch(video.assets.player)).text();
    const sources = JSON.parse(/id="sources">(.*)<\/script>/.exec(page)?.[1] ?? '');
    expect(sources.title).toBe(video.title);
    expect((await fetch(sources.mp4)).status).toBe(200);
    expect((await fetch(sources.poster)).status).toBe(200);
    const again = await fetch(video.assets.player);
    expect(again.status).toBe(404);
    expect(again.headers.get('content-type')).toContain('text/html');
  });

  it('may be framed by any page and is never stored', async ({ sandbox }) => {
    const response = await fetch((await publicVideo(sandbox)).assets.player);
    expect(response.headers.has('x-frame-options')).toBe(false);
    expect(response.headers.get('cache-control')).toBe('private, no-store');
  });

  it('writes titles as text', async ({ sandbox }) => {
    const { json } = await call(sandbox, 'GET', '/videos?tags[]=trailer');
    const { videoId, assets } = json.data[0];
    await call(sandbox, 'PATCH', `/videos/${videoId}`, { title: '</script><script>alert(1)</script>' });
    expect(await (await fetch(assets.player)).text()).not.toContain('<script>alert');
  });
});
