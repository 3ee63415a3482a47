import type { Page } from 'playwright-core';
import { expect } from 'vitest';
import { siteTest } from '../helpers/fixtures.js';
import { waitForThumbnails, watchPage } from '../helpers/requests.js';

const CONFIG = `import node from '@astrojs/node';
import vitrine from 'astro-vitrine';
export default {
  adapter: node({ mode: 'standalone' }),
  session: false,
  integrations: [vitrine({ thumbnails: 'relay' })],
};`;

const it = siteTest({
  files: {
    'astro.config.mjs': CONFIG,
    'src/content/galleries/summit.md': '---\ntitle: Summit\nselect: { tags: [summit-2026] }\n---\n',
  },
});

const GALLERY = '/galleries/summit/';
const cards = (page: Page) => page.locator('vitrine-video');
const sourcesOf = (page: Page) =>
  cards(page).evaluateAll((videos) =>
    videos.map((video) => video.querySelector('img')?.naturalWidth && video.querySelector('img')?.currentSrc),
  );

it('shows thumbnails from the site itself, and asks for a token only when somebody plays', async ({
  page,
  sandbox,
  site,
}) => {
  const { asked, errors, to } = watchPage(page);
  await page.goto(GALLERY);
  expect(await waitForThumbnails(page)).toBeGreaterThan(3);
  expect(asked()).toHaveLength(0);
  const pictures = page.locator('vitrine-video img');
  const loading = await page
    .locator('.vitrine-grid img')
    .evaluateAll((images) => images.map((image) => image.getAttribute('loading')));
  expect(loading.slice(0, 5)).toEqual(['eager', 'eager', 'eager', 'eager', 'lazy']);
  expect(new URL((await pictures.first().getAttribute('src')) ?? '', site.url).pathname).toContain(
    '/_vitrine/thumbnail/',
  );
  const before = to(sandbox.embedUrl).length;
  await page.locator('vitrine-video .vitrine-link').first().click();
  await page.frameLocator('dialog iframe').locator('video').waitFor();
  expect(asked()).toHaveLength(1);
  expect(to(sandbox.embedUrl).length).toBeGreaterThan(before);
  expect(errors).toEqual([]);
});

it('keeps them while visitors scroll and touch', async ({ page }) => {
  await page.goto(GALLERY);
  const count = await cards(page).count();
  for (let at = 0; at < count; at += 1) {
    await cards(page).nth(at).scrollIntoViewIfNeeded();
    await cards(page).nth(at).dispatchEvent('pointerdown');
  }
  await expect.poll(async () => (await sourcesOf(page)).filter(Boolean).length).toBe(count);
  const opacity = await page
    .locator('vitrine-video img')
    .first()
    .evaluate((image) => getComputedStyle(image).opacity);
  expect(opacity).toBe('1');
});

it('gets a session of its own for a thumbnail that fails, before or after the page listens', async ({
  page,
}) => {
  const { asked } = watchPage(page);
  await page.route('**/_vitrine/thumbnail/**', (route) => route.fulfill({ status: 503 }));
  await page.goto(GALLERY);
  await waitForThumbnails(page);
  expect((await sourcesOf(page))[0]).toContain('avh=');
  expect(asked().length).toBeGreaterThan(0);
  await cards(page).last().scrollIntoViewIfNeeded();
  await expect.poll(async () => (await sourcesOf(page)).at(-1)).toContain('avh=');
});

it('asks again by itself where the service is busy then', async ({ page }) => {
  await page.route('**/_vitrine/thumbnail/**', (route) => route.fulfill({ status: 503 }));
  await page.route('**/_vitrine/tokens', async (route) => {
    const { grants } = route.request().postDataJSON() as { grants: string[] };
    await route.fulfill({ json: { videos: grants.map(() => ({ status: 'busy', retryIn: 1 })) } });
  });
  await page.goto(GALLERY);
  await page.locator('vitrine-video[data-state="busy"]').first().waitFor();
  await page.unroute('**/_vitrine/tokens');
  await waitForThumbnails(page);
});

it('plays at the first press when a session made for it has run out meanwhile', async ({ page }) => {
  await page.clock.install();
  await page.goto(GALLERY);
  await waitForThumbnails(page);
  const link = page.locator('vitrine-video .vitrine-link').first();
  await link.click();
  await page.frameLocator('dialog iframe').locator('video').waitFor();
  await page.keyboard.press('Escape');
  await page.locator('dialog').waitFor({ state: 'detached' });
  const { asked } = watchPage(page);
  await page.clock.setSystemTime(Date.now() + 25 * 60 * 60 * 1000);
  await link.click();
  await page.clock.runFor(1000);
  await page.frameLocator('dialog iframe').locator('video').waitFor();
  expect(asked()).toHaveLength(1);
  expect((await sourcesOf(page))[0]).toContain('/_vitrine/thumbnail/');
});
