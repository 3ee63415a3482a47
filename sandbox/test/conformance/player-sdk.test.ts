import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import type { Browser, Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import type { Sandbox } from '../../src/index.js';
import { launchBrowser } from '../helpers/browser.js';
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

let browser: Browser;
let site: Awaited<ReturnType<typeof startHttpServer>>;
let page: Page;

beforeAll(async () => {
  browser = await launchBrowser();
  site = await startHttpServer((request, response) => {
    if (request.url === '/sdk.js') response.setHeader('content-type', 'text/javascript').end(SDK);
    else
      response
        .setHeader('content-type', 'text/html')
        .end(
          '<!doctype html><div id="player" style="width:640px;height:360px"></div><script src="/sdk.js"></script>',
        );
  });
}, 60_000);

afterEach(() => page.close());
afterAll(async () => {
  await browser?.close();
  await site?.close();
});

declare const window: Json;

/** A page of another origin, with the unmodified SDK around a player of the sandbox. */
async function open(sandbox: Sandbox, options: Record<string, unknown>): Promise<void> {
  page = await browser.newPage();
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
}

const heard = (type: string) =>
  page.waitForFunction((type) => window.events.includes(type), type, { timeout: 20_000 });
const ask = (method: string): Promise<Json> => page.evaluate((method) => window.sdk[method](), method);
const tell = (method: string, ...values: unknown[]) =>
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
  it('plays a private video with a token and a session', async () => {
    const sandbox = await runSandbox();
    const { video: _video, ...options } = await withPlayable(sandbox);
    await open(sandbox, options);
    await heard('ready');
    expect(await ask('getDuration')).toBeGreaterThan(5);
    expect(await ask('getVideoSize')).toEqual({ width: 1280, height: 720 });
    expect(await ask('getPaused')).toBe(true);
    await tell('play');
    await heard('firstplay');
    await heard('timeupdate');
    expect(await ask('getPlaying')).toBe(true);
    await tell('pause');
    await heard('pause');
    expect(sandbox.counters()).toMatchObject({ used: 1, burned: 0 });
  });

  it('obeys seeking, volume, rate, looping and what is hidden', async () => {
    const sandbox = await runSandbox();
    const { video: _video, ...options } = await withPlayable(sandbox);
    await open(sandbox, { ...options, hideTitle: true });
    await heard('ready');
    await tell('setCurrentTime', 3);
    await expect.poll(() => ask('getCurrentTime'), { timeout: 20_000 }).toBeCloseTo(3, 0);
    await tell('setVolume', 0.25);
    await heard('volumechange');
    expect(await ask('getVolume')).toBe(0.25);
    await tell('unmute');
    expect(await ask('getMuted')).toBe(false);
    await tell('setPlaybackRate', 2);
    expect(await ask('getPlaybackRate')).toBe(2);
    await tell('setLoop', true);
    expect(await ask('getLoop')).toBe(true);
    expect(await ask('isLiveStream')).toBe(false);
    await tell('hideControls');
    await heard('controlsdisabled');
    const frame = page.frames()[1];
    expect(await frame?.locator('.title').isVisible()).toBe(false);
  });

  it('plays a sequence, from and to', async () => {
    const sandbox = await runSandbox();
    const { video: _video, ...options } = await withPlayable(sandbox);
    await open(sandbox, { ...options, sequence: { start: 2, end: 3 }, autoplay: true });
    await heard('pause');
    expect(await ask('getCurrentTime')).toBeGreaterThanOrEqual(3);
  });

  it('loads another video into the same player', async () => {
    const sandbox = await runSandbox();
    const { video: _video, ...options } = await withPlayable(sandbox);
    await open(sandbox, options);
    await heard('ready');
    const { json } = await call(sandbox, 'GET', '/videos?tags[]=trailer');
    await page.evaluate(() => {
      window.events = [];
    });
    await tell('loadConfig', { id: json.data[0].videoId });
    await heard('ready');
    expect(await page.frames()[1]?.title()).toBe(json.data[0].title);
  });

  it('plays a live stream', async () => {
    const sandbox = await runSandbox();
    const { liveStreamId } = (await call(sandbox, 'POST', '/live-streams', { name: 'Stage' })).json;
    sandbox.broadcast(liveStreamId, true);
    sandbox.advance(20);
    await open(sandbox, { id: liveStreamId, live: true, muted: true, autoplay: true });
    // Longer than the segments that were on air at the start.
    await expect.poll(() => ask('getCurrentTime'), { timeout: 20_000 }).toBeGreaterThan(6.5);
    expect(await ask('isLiveStream')).toBe(true);
  });

  it('hears only "error" of a used token', async () => {
    const sandbox = await runSandbox();
    const { privateSession: _session, ...options } = await withPlayable(sandbox);
    await open(sandbox, { id: options.id, token: options.token });
    await heard('error');
    expect(await page.evaluate(() => window.events)).toEqual(['error']);
  });
});

describe('the embed page in Chromium', { timeout: 60_000 }, () => {
  it('plays again after a reload, and in no other tab', async () => {
    const sandbox = await runSandbox();
    const { assets, title } = await privateVideo(sandbox);
    const context = await browser.newContext();
    page = await context.newPage();
    await page.goto(assets.player);
    await page.reload();
    await page.waitForURL(/avh=/);
    expect(await page.locator('.title').textContent()).toBe(title);
    const other = await context.newPage();
    await other.goto(assets.player);
    expect(await other.locator('main').textContent()).toContain('not available');
    await context.close();
  });

  it('plays from its button, and HLS where there is no mp4', async () => {
    const sandbox = await runSandbox({ mp4: false });
    const video = await privateVideo(sandbox);
    page = await browser.newPage();
    await page.goto(withSession(video.assets.player, await openSession(video)));
    await page.getByRole('button', { name: 'Play' }).click();
    await page.waitForFunction(() => (document.querySelector('video')?.currentTime ?? 0) > 0.2);
    expect(await page.locator('video').evaluate((element: HTMLVideoElement) => element.currentSrc)).toContain(
      '.m3u8',
    );
  });

  it('plays an upload, cut into HLS', async () => {
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
    page = await browser.newPage();
    await page.goto(`${sandbox.embedUrl}/vod/${videoId}#t=4`);
    await page.getByRole('button', { name: 'Play' }).click();
    await page.waitForFunction(() => document.querySelector('video')?.ended);
    const video = page.locator('video');
    expect(await video.evaluate((element: HTMLVideoElement) => element.videoWidth)).toBe(320);
  });
});
