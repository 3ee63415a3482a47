import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import type { Page } from 'playwright-core';
import { describe, expect } from 'vitest';
import type { Sandbox } from '../../src/index.js';
import { it as base } from '../helpers/fixtures.js';
import { startHttpServer } from '../helpers/http-server.js';
import {
  call,
  type Json,
  openSession,
  privateVideo,
  runSandbox,
  tokenOf,
  withSession,
} from '../helpers/run-sandbox.js';

const FILE = readFileSync(new URL('../fixtures/ordinary.mp4', import.meta.url));
const SDK = readFileSync(createRequire(import.meta.url).resolve('@api.video/player-sdk'), 'utf8');

const HTML =
  '<!doctype html><div id="player" style="width:640px;height:360px"></div><script src="/sdk.js"></script>';

declare const window: Json;

/** A page of another origin, with the unmodified SDK around a player of the sandbox. */
const it = base
  // biome-ignore lint/correctness/noEmptyPattern: vitest reads from the pattern what a fixture needs.
  .extend('site', { scope: 'file' }, async ({}, { onCleanup }) => {
    const site = await startHttpServer((request, response) => {
      if (request.url === '/sdk.js') response.setHeader('content-type', 'text/javascript').end(SDK);
      else response.setHeader('content-type', 'text/html').end(HTML);
    });
    onCleanup(site.close);
    return site;
  })
  .extend('open', async ({ page, sandbox, site }) => async (options: Record<string, unknown>) => {
    await page.goto(site.url);
    await page.evaluate(
      ({ iframeUrl, options }) => {
        window.events = [];
        window.sdk = new window.PlayerSdk('#player', { iframeUrl, ...options });
        for (const type of [
          'ready',
          'play',
          'pause',
          'firstplay',
          'ended',
          'error',
          'timeupdate',
          'volumechange',
          'controlsdisabled',
        ]) {
          window.sdk.addEventListener(type, () => window.events.push(type));
        }
      },
      { iframeUrl: `${sandbox.embedUrl}/\${type}/\${id}`, options },
    );
  });

const heard = (page: Page, type: string) =>
  page.waitForFunction((type) => window.events.includes(type), type, { timeout: 20_000 });
const ask = (page: Page, method: string): Promise<Json> =>
  page.evaluate((method) => window.sdk[method](), method);
const tell = (page: Page, method: string, ...values: unknown[]) =>
  page.evaluate(({ method, values }) => void window.sdk[method](...values), { method, values });

async function withPlayable(sandbox: Sandbox) {
  const video = await privateVideo(sandbox);
  return {
    video,
    id: video.videoId,
    token: tokenOf(video),
    privateSession: await openSession(video),
    muted: true,
  };
}

describe('@api.video/player-sdk, unmodified, in Chromium', { timeout: 60_000 }, () => {
  it('plays a private video with a token and a session', async ({ open, page, sandbox }) => {
    const { video: _video, ...options } = await withPlayable(sandbox);
    await open(options);
    await heard(page, 'ready');
    expect(await ask(page, 'getDuration')).toBeGreaterThan(5);
    expect(await ask(page, 'getVideoSize')).toEqual({ width: 1280, height: 720 });
    expect(await ask(page, 'getPaused')).toBe(true);
    await tell(page, 'play');
    await heard(page, 'firstplay');
    await heard(page, 'timeupdate');
    expect(await ask(page, 'getPlaying')).toBe(true);
    await tell(page, 'pause');
    await heard(page, 'pause');
    expect(sandbox.counters()).toMatchObject({ used: 1, burned: 0 });
  });

  it('obeys seeking, volume, rate, looping and what is hidden', async ({ open, page, sandbox }) => {
    const { video: _video, ...options } = await withPlayable(sandbox);
    await open({ ...options, hideTitle: true });
    await heard(page, 'ready');
    await tell(page, 'setCurrentTime', 3);
    await expect.poll(() => ask(page, 'getCurrentTime'), { timeout: 20_000 }).toBeCloseTo(3, 0);
    await tell(page, 'setVolume', 0.25);
    await heard(page, 'volumechange');
    expect(await ask(page, 'getVolume')).toBe(0.25);
    await tell(page, 'unmute');
    expect(await ask(page, 'getMuted')).toBe(false);
    await tell(page, 'setPlaybackRate', 2);
    expect(await ask(page, 'getPlaybackRate')).toBe(2);
    await tell(page, 'setLoop', true);
    expect(await ask(page, 'getLoop')).toBe(true);
    expect(await ask(page, 'isLiveStream')).toBe(false);
    await tell(page, 'hideControls');
    await heard(page, 'controlsdisabled');
    const frame = page.frames()[1];
    expect(await frame?.locator('.title').isVisible()).toBe(false);
  });

  it('plays a sequence, from and to', async ({ open, page, sandbox }) => {
    const { video: _video, ...options } = await withPlayable(sandbox);
    await open({ ...options, sequence: { start: 2, end: 3 }, autoplay: true });
    await heard(page, 'pause');
    expect(await ask(page, 'getCurrentTime')).toBeGreaterThanOrEqual(3);
  });

  it('loads another video into the same player', async ({ open, page, sandbox }) => {
    const { video: _video, ...options } = await withPlayable(sandbox);
    await open(options);
    await heard(page, 'ready');
    const { json } = await call(sandbox, 'GET', '/videos?tags[]=trailer');
    await page.evaluate(() => {
      window.events = [];
    });
    await tell(page, 'loadConfig', { id: json.data[0].videoId });
    await heard(page, 'ready');
    expect(await page.frames()[1]?.title()).toBe(json.data[0].title);
  });

  it('plays a live stream', async ({ open, page, sandbox }) => {
    const { liveStreamId } = (await call(sandbox, 'POST', '/live-streams', { name: 'Stage' })).json;
    sandbox.broadcast(liveStreamId, true);
    sandbox.advance(20);
    await open({ id: liveStreamId, live: true, muted: true, autoplay: true });
    // Longer than the segments that were on air at the start.
    await expect.poll(() => ask(page, 'getCurrentTime'), { timeout: 20_000 }).toBeGreaterThan(6.5);
    expect(await ask(page, 'isLiveStream')).toBe(true);
  });

  it('hears only "error" of a used token', async ({ open, page, sandbox }) => {
    const { privateSession: _session, ...options } = await withPlayable(sandbox);
    await open({ id: options.id, token: options.token });
    await heard(page, 'error');
    expect(await page.evaluate(() => window.events)).toEqual(['error']);
  });
});

describe('the embed page in Chromium', { timeout: 60_000 }, () => {
  it('plays again after a reload, and in no other tab', async ({ page, sandbox }) => {
    const { assets, title } = await privateVideo(sandbox);
    await page.goto(assets.player);
    await page.reload();
    await page.waitForURL(/avh=/);
    expect(await page.locator('.title').textContent()).toBe(title);
    const other = await page.context().newPage();
    await other.goto(assets.player);
    expect(await other.locator('main').textContent()).toContain('not available');
  });

  it('plays from its button, and HLS where there is no mp4', async ({ page }) => {
    const sandbox = await runSandbox({ mp4: false });
    const video = await privateVideo(sandbox);
    await page.goto(withSession(video.assets.player, await openSession(video)));
    await page.getByRole('button', { name: 'Play' }).click();
    await page.waitForFunction(() => (document.querySelector('video')?.currentTime ?? 0) > 0.2);
    expect(await page.locator('video').evaluate((element: HTMLVideoElement) => element.currentSrc)).toContain(
      '.m3u8',
    );
  });

  it('plays an upload, cut into HLS', async ({ page }) => {
    const sandbox = await runSandbox({ mp4: false, encodingTime: 0 });
    const { videoId } = (await call(sandbox, 'POST', '/videos', { title: 'Upload' })).json;
    const form = new FormData();
    form.append('file', new Blob([new Uint8Array(FILE)]), 'ordinary.mp4');
    const authorization = `Basic ${btoa(`${sandbox.apiKey}:`)}`;
    await fetch(`${sandbox.apiUrl}/videos/${videoId}/source`, {
      method: 'POST',
      body: form,
      headers: { authorization },
    });
    await page.goto(`${sandbox.embedUrl}/vod/${videoId}#t=4`);
    await page.getByRole('button', { name: 'Play' }).click();
    await page.waitForFunction(() => document.querySelector('video')?.ended);
    const video = page.locator('video');
    expect(await video.evaluate((element: HTMLVideoElement) => element.videoWidth)).toBe(320);
  });
});
