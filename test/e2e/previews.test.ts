import { pathToFileURL } from 'node:url';
import type { Locator, Page } from 'playwright-core';
import { describe, expect } from 'vitest';
import { previewOf } from '../../integration/src/galleries/previews/preview.js';
import { siteSharp } from '../../integration/src/galleries/previews/site-sharp.js';
import { demoTest } from '../helpers/demo.js';
import { watchPage } from '../helpers/requests.js';
import { ROOT } from '../helpers/site.js';

const GALLERY = '/galleries/spring-summit-2026/';
const MEMBERS = '/galleries/members-screening/';

const channels = (colours: readonly string[]) =>
  colours.flatMap((colour) => [1, 3, 5].map((at) => Number.parseInt(colour.slice(at, at + 2), 16)));

const it = demoTest()
  .extend('sample', { scope: 'file' }, async () => {
    const sample = await siteSharp(pathToFileURL(`${ROOT}/`));
    if (!sample) throw new Error('These tests need sharp.');
    return sample;
  })
  /** The six mean colours of what is painted at a place, as numbers. */
  .extend('paintedAt', async ({ sample }) => async (place: Locator) => {
    const pixels = await sample(await place.screenshot({ animations: 'disabled' }));
    return channels((pixels && previewOf(pixels)) ?? []);
  });

/** Holds the pictures of a page back until it is told. */
async function holdPictures(page: Page): Promise<() => void> {
  const { promise, resolve } = Promise.withResolvers<void>();
  await page.route('**/thumbnail.jpg*', async (route) => {
    await promise;
    await route.continue();
  });
  return resolve;
}

/** How far apart two lists of numbers are, at most. */
const distance = (a: readonly number[], b: readonly number[]) =>
  Math.max(...a.map((value, index) => Math.abs(value - (b[index] ?? 0))));

const NEAR = 48;

describe('while a picture comes', () => {
  it('its frame shows its colours, and nothing moves when it is there', async ({ page, paintedAt }) => {
    const { errors } = watchPage(page);
    const release = await holdPictures(page);
    await page.goto(GALLERY, { waitUntil: 'domcontentloaded' });
    await page.evaluate(() => {
      Object.assign(window, { shifts: 0 });
      new PerformanceObserver((list) => {
        for (const entry of list.getEntries())
          Object.assign(window, { shifts: Reflect.get(window, 'shifts') + Reflect.get(entry, 'value') });
      }).observe({ type: 'layout-shift', buffered: true });
    });
    const card = page.locator('vitrine-video[data-state="ready"]').first();
    await card.locator('.vitrine-thumbnail').waitFor({ state: 'attached' });
    await page.evaluate(() => document.fonts.ready);
    const frame = card.locator('.vitrine-frame');
    const fills = await card
      .locator('rect')
      .evaluateAll((fields) => fields.map((field) => field.getAttribute('fill') ?? ''));
    expect(fills).toHaveLength(6);
    expect(distance(await paintedAt(frame), channels(fills))).toBeLessThan(NEAR);
    const before = await frame.boundingBox();

    release();
    await page.waitForFunction(
      (video) => (video?.querySelector('img')?.naturalWidth ?? 0) > 0,
      await card.elementHandle(),
    );
    expect(distance(await paintedAt(frame), channels(fills))).toBeLessThan(NEAR);
    expect(await frame.boundingBox()).toEqual(before);
    expect(await page.evaluate(() => Reflect.get(window, 'shifts'))).toBe(0);
    const covered = await frame.evaluate((node) => {
      const { left, top, width, height } = node.getBoundingClientRect();
      const shown = document.elementsFromPoint(left + width / 2, top + height / 4);
      const [preview, picture] = ['svg', 'img'].map((name) => node.querySelector(name) as Element);
      return shown.indexOf(picture as Element) < shown.indexOf(preview as Element);
    });
    expect(covered).toBe(true);
    expect(errors).toEqual([]);
  });

  it('its colours flow into one another and reach every edge, whatever a site says of pictures', async ({
    page,
    sample,
  }) => {
    await holdPictures(page);
    await page.emulateMedia({ reducedMotion: 'reduce' });
    await page.goto(GALLERY, { waitUntil: 'domcontentloaded' });
    const preview = page.locator('vitrine-video[data-state="ready"] .vitrine-preview').first();
    await preview.waitFor();
    // Red left, blue right, on a page of another colour: whatever shines through would be green.
    await preview.evaluate((node) => {
      const frame = node.parentElement as HTMLElement;
      for (const other of frame.querySelectorAll('time, img')) other.remove();
      frame.style.setProperty('background', '#0f0');
      frame.style.setProperty('border-radius', '0');
      node.querySelectorAll('rect').forEach((field, index) => {
        field.setAttribute('fill', ['#f00', '#f00', '#00f'][index % 3] as string);
      });
    });
    await page.addStyleTag({
      content: `.vitrine-frame::before, .vitrine-frame::after { content: none }
        img, svg { display: block; max-width: 100%; height: auto; margin-block: 1rem }`,
    });
    const pixels = (await sample(await preview.screenshot())) as Uint8Array;
    const row = Array.from({ length: 96 }, (_, x) => [...pixels.subarray(x * 3, x * 3 + 3)]);
    expect(Math.max(...pixels.filter((_, at) => at % 3 === 1))).toBeLessThan(20);
    const steps = row.slice(1).map(([red = 0], x) => Math.abs(red - (row[x]?.[0] ?? 0)));
    expect(Math.max(...steps)).toBeLessThan(24);
  });

  it.for([
    ['denied', { status: 'denied' }],
    ['stale', { status: 'stale' }],
    ['gone', { status: 'gone' }],
    ['busy', { status: 'busy', retryIn: 30 }],
  ] as const)('and it turns out that the video is %s, the colours go', async ([state, answer], { page }) => {
    await page.route('**/_vitrine/tokens*', (route) => {
      const { grants } = route.request().postDataJSON() as { grants: string[] };
      return route.fulfill({ json: { videos: grants.map(() => answer) } });
    });
    await page.goto(GALLERY);
    const video = page.locator(`vitrine-video[data-state="${state}"]`).first();
    await video.locator('.vitrine-preview').waitFor({ state: 'attached' });
    expect(await video.locator('.vitrine-preview').isVisible()).toBe(false);
  });

  it('the colours are left out where a visitor has colours of their own', async ({ visit }) => {
    const page = await visit({ forcedColors: 'active' });
    await holdPictures(page);
    await page.goto(GALLERY, { waitUntil: 'domcontentloaded' });
    const preview = page.locator('.vitrine-preview').first();
    await preview.waitFor({ state: 'attached' });
    expect(await preview.isVisible()).toBe(false);
  });
});

it('a gallery for members shows no colours to anybody', async ({ page }) => {
  await page.goto(MEMBERS);
  await page.locator('vitrine-video').first().waitFor();
  expect(await page.locator('.vitrine-preview, rect').count()).toBe(0);
});
