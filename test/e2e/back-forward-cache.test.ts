import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { CDPSession, Page } from 'playwright-core';
import { describe, expect } from 'vitest';
import { launchBrowser } from '../../sandbox/test/helpers/browser.js';
import { siteTest } from '../helpers/fixtures.js';
import { waitForThumbnails, watchPage } from '../helpers/requests.js';
import { ROOT } from '../helpers/site.js';

/*
 * The headless shell never keeps a page: its delegate says no (`BackForwardCacheDisabledForDelegate`), with Playwright's
 * `--disable-back-forward-cache` taken away, with `--enable-features=BackForwardCache` and with `--headless=new` alike.
 * It still lists what on a page would speak against it. So these tests look at that list, and at pages that Chromium
 * freezes and wakes, which is what the cache does to them.
 */

const GALLERY = '/galleries/spring-summit-2026/';
const HEADLESS = 'BackForwardCacheDisabledForDelegate';
const HOUR = 3_600_000;

let now = Date.now();
// Without a pool: the server's clock stays in the present.
const config = await readFile(join(ROOT, 'astro.config.mjs'), 'utf8');
const it = siteTest({
  fixture: 'demo',
  files: { 'astro.config.mjs': config.replace('vitrine({', 'vitrine({ pool: { perVideo: 0 },') },
  sandbox: { limits: false, clock: () => now },
  // biome-ignore lint/correctness/noEmptyPattern: vitest reads from the pattern what a fixture needs.
}).extend('browser', { scope: 'worker' }, async ({}, { onCleanup }) => {
  const browser = await launchBrowser({ ignoreDefaultArgs: ['--disable-back-forward-cache'] });
  onCleanup(() => browser.close());
  return browser;
});

/** Why a page was not kept when its visitor left it and came back; reasons that every page of this browser has apart. */
async function reasonsAgainst(page: Page): Promise<string[]> {
  const reasons: string[] = [];
  const session = await page.context().newCDPSession(page);
  await session.send('Page.enable');
  const told = new Promise<void>((resolve) => {
    session.on('Page.backForwardCacheNotUsed', ({ notRestoredExplanations }) => {
      reasons.push(...notRestoredExplanations.map(({ reason }) => reason));
      resolve();
    });
  });
  // Another host, so that the browser has a reason to let go of the page.
  await page.goto(new URL('/', page.url()).href.replace('127.0.0.1', 'localhost'));
  await page.goBack({ waitUntil: 'commit' });
  await told;
  expect(reasons).toContain(HEADLESS);
  return reasons.filter((reason) => reason !== HEADLESS);
}

describe('the back-forward cache', () => {
  it('could keep a gallery page, and one whose dialog has played', async ({ page, players }) => {
    await page.goto(GALLERY);
    await waitForThumbnails(page);
    expect(await reasonsAgainst(page)).toEqual([]);
    await waitForThumbnails(page);
    await page.locator('vitrine-video .vitrine-link').first().click();
    await players.embedPlays(page);
    await page.keyboard.press('Escape');
    await page.locator('dialog').waitFor({ state: 'detached' });
    expect(await reasonsAgainst(page)).toEqual([]);
  });

  it('would say what speaks against it', async ({ page }) => {
    await page.goto(GALLERY);
    await page.evaluate(() => addEventListener('unload', () => {}));
    expect(await reasonsAgainst(page)).toEqual(['UnloadHandlerExistsInMainFrame']);
  });
});

describe('a page that was frozen', () => {
  const lifecycle = (session: CDPSession, state: 'frozen' | 'active') =>
    session.send('Page.setWebLifecycleState', { state });
  /** What the browser tells a page that comes out of the cache. */
  const comeBack = (page: Page) =>
    page.evaluate(() => dispatchEvent(new PageTransitionEvent('pageshow', { persisted: true })));
  const hrefs = (page: Page) =>
    page
      .locator('vitrine-video[data-state="ready"] .vitrine-link')
      .evaluateAll((links) => links.map((link) => (link as HTMLAnchorElement).href));

  it('finds its cards alive: sessions that ran out meanwhile are asked for anew', async ({
    page,
    players,
  }) => {
    await page.clock.install({ time: now });
    await page.goto(GALLERY);
    await page.clock.runFor(1000);
    await waitForThumbnails(page);
    const [before] = await hrefs(page);
    const session = await page.context().newCDPSession(page);
    const { asked } = watchPage(page);
    await lifecycle(session, 'frozen');
    now += 25 * HOUR;
    await page.clock.setSystemTime(now);
    expect(asked()).toEqual([]);
    await lifecycle(session, 'active');
    await comeBack(page);
    await page.clock.runFor(1000);
    await expect.poll(async () => (await hrefs(page))[0]).not.toBe(before);
    expect(asked().length).toBeGreaterThan(0);
    await page.locator('vitrine-video .vitrine-link').first().click();
    await page.clock.runFor(1000);
    await players.embedPlays(page);
  });

  it('keeps nothing of what another tab has cleared meanwhile', async ({ page, players }) => {
    const context = page.context();
    await page.goto(GALLERY);
    await waitForThumbnails(page);
    await page.locator('vitrine-video .vitrine-link').first().click();
    await players.embedPlays(page);
    const session = await context.newCDPSession(page);
    await lifecycle(session, 'frozen');
    const other = await context.newPage();
    await other.goto('/members/?signed-out');
    await other.waitForFunction(() => localStorage.getItem('vitrine'));
    await lifecycle(session, 'active');
    await comeBack(page);
    await page.locator('dialog').waitFor({ state: 'detached' });
    expect(await page.content()).not.toContain('avh=');
  });
});
