import type { Sandbox } from 'api-video-sandbox';
import type { Page } from 'playwright-core';
import { describe, expect } from 'vitest';
import { demoTest } from '../helpers/demo.js';
import { videoPlays } from '../helpers/playing.js';
import { waitForThumbnails, watchPage } from '../helpers/requests.js';

const GALLERY = '/galleries/spring-summit-2026/';

const it = demoTest();

interface PingBody {
  session: { video_id: string; session_id?: string; referrer: string; metadata: unknown[] };
  events: { type: string; at?: number; from?: number; to?: number }[];
}

const pings = (sandbox: Sandbox) => sandbox.pings().map(({ body }) => body as unknown as PingBody);
const told = (sandbox: Sandbox) => pings(sandbox).flatMap(({ events }) => events.map(({ type }) => type));
const isChunk = (url: string) => /vitrine-plays/.test(url);

/**
 * Opens the first private video in the browser's own player.
 *
 * @param attributes Of its gallery.
 * @param referer The page that the visitor comes from.
 */
async function play(page: Page, attributes: Record<string, string> = {}, referer?: string): Promise<string> {
  await page.goto(GALLERY, referer ? { referer } : {});
  await waitForThumbnails(page);
  await page.evaluate(
    (given) => {
      for (const [name, value] of Object.entries(given))
        document.querySelector('vitrine-gallery')?.setAttribute(name, value);
    },
    { player: 'native', ...attributes },
  );
  const id = await page.locator('li:has(vitrine-video)').first().getAttribute('data-video');
  await page.locator('vitrine-video .vitrine-link').first().click();
  await videoPlays(page);
  return id as string;
}

const paused = (page: Page) =>
  page.waitForFunction(() => document.querySelector<HTMLVideoElement>('.vitrine-native video')?.paused);

describe('a play in the browser’s own player', () => {
  it('is told to the collector: ready, play, pause, seeks and the end, as one play of that video', async ({
    page,
    sandbox,
  }) => {
    sandbox.reset();
    const { errors } = watchPage(page);
    const id = await play(page);
    await expect.poll(() => told(sandbox)).toEqual(['ready']);
    await page.keyboard.press('k');
    await expect.poll(() => told(sandbox)).toEqual(['ready', 'play', 'pause']);
    for (const [key, second] of [
      ['9', 5.4],
      ['1', 0.6],
    ] as const) {
      // A second jump before the first has arrived is one jump with it.
      const arrived = await page.evaluateHandle(() => {
        const video = document.querySelector('video');
        return {
          seeked: new Promise<void>((resolve) =>
            video?.addEventListener('seeked', () => resolve(), { once: true }),
          ),
        };
      });
      await page.keyboard.press(key);
      await arrived.evaluate(({ seeked }) => seeked);
      await page.waitForFunction(
        (to) => Math.abs((document.querySelector('video')?.currentTime ?? 0) - to) < 0.1,
        second,
      );
    }
    await page.keyboard.press('k');
    await expect.poll(() => told(sandbox).at(-1), { timeout: 15_000 }).toBe('end');
    expect(told(sandbox).slice(3)).toEqual(['seek.forward', 'seek.backward', 'resume', 'end']);
    const seek = pings(sandbox)
      .flatMap(({ events }) => events)
      .find(({ type }) => type === 'seek.backward');
    expect([seek?.from, seek?.to]).toEqual([expect.closeTo(5.4, 0), expect.closeTo(0.6, 0)]);
    // What has ended has nothing more to say.
    const count = sandbox.counters().pings;
    await page.keyboard.press('Escape');
    await page.locator('dialog').waitFor({ state: 'detached' });
    expect(sandbox.counters().pings).toBe(count);
    expect(new Set(pings(sandbox).map(({ session }) => session.video_id))).toEqual(new Set([id]));
    const [first, ...others] = pings(sandbox).map(({ session }) => session.session_id);
    expect(first).toBeUndefined();
    expect(new Set(others).size).toBe(1);
    expect(errors).toEqual([]);
  });

  it('tells nothing that opens a video or names a visitor, and keeps nothing', async ({
    page,
    sandbox,
    site,
  }) => {
    sandbox.reset();
    const { requests } = watchPage(page);
    await play(page, {}, `${site.url}/?campaign=canary`);
    expect(await page.evaluate(() => document.referrer)).toContain('canary');
    await page.keyboard.press('k');
    await expect.poll(() => told(sandbox)).toContain('pause');
    await page.keyboard.press('Escape');
    await page.locator('dialog').waitFor({ state: 'detached' });
    // The next play is another one to the collector.
    await page.locator('vitrine-video .vitrine-link').first().click();
    await paused(page).catch(() => undefined);
    await expect.poll(() => told(sandbox).filter((type) => type === 'ready').length).toBe(2);
    const second = pings(sandbox).findLast(({ events }) => events.some(({ type }) => type === 'ready'));
    expect(second?.session.session_id).toBeUndefined();

    const sent = JSON.stringify([
      sandbox.pings(),
      requests
        .filter((request) => request.method() === 'POST' && new URL(request.url()).pathname === '/vod')
        .map((request) => [request.url(), request.postData()]),
    ]);
    const { privateTokens, sessionTokens } = sandbox.issued();
    for (const secret of [...privateTokens, ...sessionTokens]) expect(sent).not.toContain(secret);
    expect(sent).not.toMatch(/canary|avh|token|_vitrine|galleries/);
    const origin = new URL(page.url()).origin;
    for (const { referer, cookie } of sandbox.pings()) {
      expect(referer).toBe(`${origin}/`);
      expect(cookie).toBeUndefined();
    }
    for (const { session } of pings(sandbox))
      expect(session).toMatchObject({ referrer: `${origin}/`, metadata: [] });
    const kept = await page.evaluate(() => [
      ...Object.keys(localStorage),
      ...Object.keys(sessionStorage),
      document.cookie,
    ]);
    expect(kept.join()).not.toMatch(/apivideo/);
    const plays = pings(sandbox).flatMap(({ session }) => session.session_id ?? []);
    const values = await page.evaluate(() => JSON.stringify([{ ...localStorage }, { ...sessionStorage }]));
    for (const name of plays) expect(values).not.toContain(name);
  });

  it('is told for as long as it lasts: the last word leaves with the page', async ({ page, sandbox }) => {
    sandbox.reset();
    await play(page);
    await expect.poll(() => told(sandbox)).toEqual(['ready']);
    await page.goto('about:blank');
    await expect.poll(() => told(sandbox).at(-1)).toBe('pause');
  });

  it('goes on where the collector cannot be reached, which is tried once', async ({ page, sandbox }) => {
    sandbox.reset();
    let tries = 0;
    await page.route('**/vod', (route) => {
      tries += 1;
      return route.abort();
    });
    const { errors } = watchPage(page);
    await play(page);
    await expect.poll(() => tries).toBe(1);
    await page.keyboard.press('k');
    await page.keyboard.press('k');
    await page.keyboard.press('9');
    await page.waitForFunction(
      () => document.querySelector<HTMLVideoElement>('.vitrine-native video')?.ended,
    );
    await page.keyboard.press('Escape');
    await page.locator('dialog').waitFor({ state: 'detached' });
    expect(tries).toBe(1);
    // The browser says once that it could not be reached, and nothing else is said.
    expect(errors.filter((text) => !text.includes('net::ERR_FAILED'))).toEqual([]);
    expect(errors.length).toBeLessThanOrEqual(1);
  });

  it('goes on where the script for it is blocked', async ({ page, sandbox }) => {
    sandbox.reset();
    await page.route(/vitrine-plays/, (route) => route.abort());
    const { errors } = watchPage(page);
    await play(page);
    await page.keyboard.press('9');
    await page.waitForFunction(
      () => document.querySelector<HTMLVideoElement>('.vitrine-native video')?.ended,
    );
    expect(errors.filter((text) => !text.includes('net::ERR_FAILED'))).toEqual([]);
    expect(sandbox.counters().pings).toBe(0);
  });

  it('is told by nobody, and nothing is loaded for it, where the site does not want that', async ({
    page,
    sandbox,
  }) => {
    sandbox.reset();
    const { requests } = watchPage(page);
    await play(page, { analytics: 'off' });
    await page.keyboard.press('9');
    await page.waitForFunction(
      () => document.querySelector<HTMLVideoElement>('.vitrine-native video')?.ended,
    );
    expect(sandbox.counters().pings).toBe(0);
    expect(requests.filter((request) => isChunk(request.url()))).toEqual([]);
  });
});

describe('api.video’s own player', () => {
  it('counts for itself: nothing is loaded for it here', async ({ page, players, sandbox }) => {
    sandbox.reset();
    const { requests } = watchPage(page);
    await page.goto(GALLERY);
    await waitForThumbnails(page);
    await page.locator('vitrine-video .vitrine-link').first().click();
    await players.embedPlays(page);
    expect(requests.filter((request) => isChunk(request.url()))).toEqual([]);
    expect(sandbox.counters().pings).toBe(0);
  });
});
