import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect } from 'vitest';
import { siteTest } from '../helpers/fixtures.js';
import { waitForThumbnails, watchPage } from '../helpers/requests.js';
import { ROOT } from '../helpers/site.js';

const GALLERY = '/galleries/spring-summit-2026/';
const DAY = 86_400_000;

const demoFile = (path: string) => readFile(join(ROOT, path), 'utf8');

/** The demo with Astro's client-side router, and without a pool: the server's clock stays in the present. */
async function changes(): Promise<Record<string, string>> {
  const layout = await demoFile('src/layouts/Site.astro');
  const config = await demoFile('astro.config.mjs');
  return {
    'src/layouts/Site.astro': layout
      .replace('---\n', "---\nimport { ClientRouter } from 'astro:transitions';\n")
      .replace('</head>', '<ClientRouter /></head>'),
    'astro.config.mjs': config.replace('vitrine({', 'vitrine({ pool: { perVideo: 0 },'),
  };
}

let now = Date.now();
const it = siteTest({
  fixture: 'demo',
  files: await changes(),
  sandbox: { limits: false, clock: () => now },
});

describe('client-side navigation', () => {
  it('asks once for what it has seen, however often it is seen', { timeout: 300_000 }, async ({
    page,
    players,
  }) => {
    await page.goto(GALLERY);
    await waitForThumbnails(page);
    const { asked, errors } = watchPage(page);
    for (let round = 0; round < 25; round += 1) {
      await page.getByRole('link', { name: 'Galleries' }).click();
      await page.getByRole('heading', { level: 1, name: 'Galleries' }).waitFor();
      await page.goBack();
      await page.getByRole('heading', { level: 1, name: 'Spring Summit' }).waitFor();
    }
    await waitForThumbnails(page);
    expect(asked()).toEqual([]);
    // The router says this when it is asked for the next page before the last transition has ended.
    expect(errors.filter((error) => !error.includes('Transition was skipped'))).toEqual([]);
    // One press, one dialog, one player: nothing has piled up.
    await page.locator('vitrine-video .vitrine-link').first().click();
    await players.embedPlays(page);
    expect(await page.locator('dialog').count()).toBe(1);
    expect(page.frames()).toHaveLength(2);
  });

  it('leaves Back and Forward of the dialog alone', async ({ page, players }) => {
    await page.goto('/galleries/');
    await page.getByRole('link', { name: 'Spring Summit 2026' }).click();
    await waitForThumbnails(page);
    const grid = await page.locator('vitrine-gallery').elementHandle();
    await page.locator('vitrine-video .vitrine-link').first().click();
    await players.embedPlays(page);
    await page.goBack();
    await page.locator('dialog').waitFor({ state: 'detached' });
    // The page has not been exchanged for itself.
    expect(await grid?.evaluate((element) => element.isConnected)).toBe(true);
    await page.goForward();
    await players.embedPlays(page);
    await page.goBack();
    await page.goBack();
    await page.getByRole('heading', { level: 1, name: 'Galleries' }).waitFor();
    expect(await page.locator('dialog').count()).toBe(0);
  });
});

describe('a tab left open for a day', () => {
  it('plays at the first press', async ({ page, players, sandbox }) => {
    await page.clock.install({ time: now });
    await page.goto(GALLERY);
    await page.clock.runFor(2000);
    await waitForThumbnails(page);
    const before = sandbox.counters().sessions;

    // Asleep: time passes, no timer runs.
    now += DAY + 60_000;
    await page.clock.setSystemTime(now);
    await page.locator('vitrine-video .vitrine-link').first().click();
    await page.clock.runFor(3000);
    await players.embedPlays(page);
    expect(sandbox.counters().sessions).toBeGreaterThan(before);
  });

  it('refreshes in time while it is looked at', async ({ page }) => {
    await page.clock.install({ time: now });
    await page.goto(GALLERY);
    await page.clock.runFor(2000);
    await waitForThumbnails(page);
    const href = () => page.locator('vitrine-video .vitrine-link').first().getAttribute('href');
    const first = await href();
    for (let hour = 0; hour < 24; hour += 1) {
      now += DAY / 24;
      await page.clock.fastForward(DAY / 24);
    }
    await page.clock.runFor(2000);
    await expect.poll(href).not.toBe(first);
    expect((await fetch((await href()) ?? '')).status).toBe(200);
  });
});

describe('a connection that is lost', () => {
  it('comes back by itself', async ({ page }) => {
    await page.route('**/_vitrine/tokens', (route) => route.abort());
    await page.goto(GALLERY);
    await page.locator('vitrine-video[data-state="busy"]').first().waitFor();
    await page.unroute('**/_vitrine/tokens');
    await page.evaluate(() => window.dispatchEvent(new Event('online')));
    await waitForThumbnails(page);
  });
});
