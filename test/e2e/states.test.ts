import type { Page, Route } from 'playwright-core';
import { describe, expect } from 'vitest';
import { accessibilityFaults } from '../helpers/accessibility.js';
import { contrastOf } from '../helpers/contrast.js';
import { demoTest } from '../helpers/demo.js';
import { videoPlays } from '../helpers/playing.js';
import { waitForThumbnails } from '../helpers/requests.js';

const GALLERY = '/galleries/spring-summit-2026/';
const LOOKS = [
  { colorScheme: 'light', viewport: { width: 1440, height: 900 } },
  { colorScheme: 'dark', viewport: { width: 390, height: 844 } },
] as const;

const it = demoTest();

/** Lets the endpoint give every private video the same answer. */
async function answerAll(page: Page, answer: object): Promise<void> {
  await page.route('**/_vitrine/tokens', async (route) => {
    const { grants } = route.request().postDataJSON() as { grants: string[] };
    await route.fulfill({ json: { videos: grants.map(() => answer) } });
  });
}

const inState = (page: Page, state: string) => page.locator(`vitrine-video[data-state="${state}"]`).first();

describe.each(LOOKS)('in $colorScheme at $viewport.width pixels', (look) => {
  it.for(['/', '/galleries/', GALLERY, '/galleries/open-studio/', '/journal/', '/members/', '/nowhere/'])(
    'nothing on %s is hard to reach',
    async (path, { visit }) => {
      const page = await visit(look);
      await page.goto(path);
      await page.waitForLoadState('networkidle');
      expect(await accessibilityFaults(page)).toEqual([]);
    },
  );

  it.for([
    ['busy', { status: 'busy', retryIn: 60 }, 'Next try in'],
    ['denied', { status: 'denied' }, 'not allowed'],
    ['stale', { status: 'stale' }, 'out of date'],
    ['gone', { status: 'gone' }, 'no longer available'],
  ] as const)('%s can be read, on the card and in the dialog', async ([state, answer, words], { visit }) => {
    const page = await visit(look);
    await answerAll(page, answer);
    await page.goto(GALLERY);
    await inState(page, state).locator('.vitrine-status').scrollIntoViewIfNeeded();
    expect(await inState(page, state).textContent()).toContain(words);
    expect(await page.locator('.vitrine-live').textContent()).toContain(words);
    expect(await accessibilityFaults(page)).toEqual([]);

    await inState(page, state).locator('.vitrine-title').click();
    await expect.poll(() => page.locator('.vitrine-stage-message').textContent()).toContain(words);
    expect(await accessibilityFaults(page)).toEqual([]);
  });

  it.for([
    ['loading', 'loading', async () => {}, 'Getting the video'],
    ['error', 'error', (route: Route) => route.fulfill({ status: 403 }), 'cannot be loaded'],
    ['offline', 'busy', (route: Route) => route.abort(), 'You are offline'],
  ] as const)('%s can be read too', async ([name, state, handler, words], { visit }) => {
    const page = await visit(look);
    if (name === 'offline')
      await page.addInitScript(() => Object.defineProperty(navigator, 'onLine', { value: false }));
    await page.route('**/_vitrine/tokens', handler);
    await page.goto(GALLERY);
    await inState(page, state).waitFor();
    await inState(page, state).scrollIntoViewIfNeeded();
    if (state !== 'loading') await expect.poll(() => inState(page, state).textContent()).toContain(words);
    expect(await accessibilityFaults(page)).toEqual([]);
    await inState(page, state).locator('.vitrine-title').click();
    await expect.poll(() => page.locator('.vitrine-stage-message').textContent()).toContain(words);
    expect(await accessibilityFaults(page)).toEqual([]);
  });

  it('nothing is hard to reach in the native player, nor where nothing plays, nor in an article', async ({
    players: { embedPlays, failEmbed },
    visit,
  }) => {
    const page = await visit(look);
    await page.goto(GALLERY);
    await waitForThumbnails(page);
    await page.locator('vitrine-video .vitrine-link').first().click();
    await embedPlays(page);
    await failEmbed(page);
    await videoPlays(page);
    expect(await accessibilityFaults(page)).toEqual([]);
    await page.route(/\.(m3u8|mp4)/, (route) => route.abort());
    await page.getByRole('button', { name: 'Next video' }).click();
    await page.locator('.vitrine-stage iframe').waitFor();
    await failEmbed(page);
    await page.getByText('cannot be played').waitFor();
    expect(await accessibilityFaults(page)).toEqual([]);
    await page.goto('/journal/');
    await page.locator('vitrine-video .vitrine-link').click();
    await page.locator('.vitrine-in-place iframe').waitFor();
    expect(await accessibilityFaults(page)).toEqual([]);
  });

  it('nothing in the playing dialog is hard to reach', async ({ visit }) => {
    const page = await visit(look);
    await page.goto(GALLERY);
    await page.locator('.vitrine-link').nth(1).click();
    await page.locator('.vitrine-stage iframe').waitFor();
    expect(await accessibilityFaults(page)).toEqual([]);
  });

  it('nothing moves when thumbnails and titles arrive', async ({ visit }) => {
    const page = await visit(look);
    await page.addInitScript(() => {
      const shifts: number[] = [];
      Object.assign(globalThis, { shifts });
      new PerformanceObserver((list) => {
        for (const entry of list.getEntries()) shifts.push((entry as unknown as { value: number }).value);
      }).observe({ type: 'layout-shift', buffered: true });
    });
    for (const path of [GALLERY, '/galleries/workshops/']) {
      await page.goto(path);
      await page.locator('vitrine-video').first().scrollIntoViewIfNeeded();
      await waitForThumbnails(page);
      const shifts = await page.evaluate(() => (globalThis as unknown as { shifts: number[] }).shifts);
      expect(shifts).toEqual([]);
    }
  });
});

describe('a thumbnail that does not load', () => {
  it('of a public video leaves an empty frame, without the icon and the border of the browser', async ({
    page,
  }) => {
    await page.route('**/thumbnail.jpg*', (route) => route.abort());
    await page.goto('/galleries/open-studio/');
    const frame = page.locator('.vitrine-card:not(:has(vitrine-video)) .vitrine-frame').first();
    await frame.scrollIntoViewIfNeeded();
    const loaded = () => frame.locator('img').evaluate((image: HTMLImageElement) => image.complete);
    await expect.poll(loaded).toBe(true);
    const box = await frame.boundingBox();
    if (!box) throw new Error('The frame is not shown.');
    expect(await contrastOf(page, { x: box.x + 10, y: box.y, width: 30, height: 30 })).toBeLessThan(20);
  });

  it('is told, tried again by itself, and shown', async ({ page }) => {
    await page.clock.install();
    await page.route('**/thumbnail.jpg*', (route) => route.abort());
    await page.goto(GALLERY);
    await page.clock.runFor(1000);
    await expect
      .poll(async () => {
        await page.clock.runFor(100);
        return inState(page, 'failed').count();
      })
      .toBeGreaterThan(0);
    expect(await inState(page, 'failed').textContent()).toContain('could not be loaded');
    expect(await accessibilityFaults(page)).toEqual([]);
    await page.unroute('**/thumbnail.jpg*');
    await page.clock.runFor(31_000);
    await waitForThumbnails(page);
    await expect.poll(() => inState(page, 'failed').count()).toBe(0);
    expect(await page.locator('.vitrine-status').count()).toBe(0);
  });
});

describe('the check itself', () => {
  it('finds a planted fault', async ({ page }) => {
    await page.goto('/galleries/');
    await page.evaluate(() =>
      document.querySelector('main')?.insertAdjacentHTML('beforeend', '<a href="/x"></a>'),
    );
    expect(await accessibilityFaults(page)).toHaveLength(1);
  });
});

describe('a member', () => {
  it('sees titles come without a shift', async ({ page }) => {
    await page.goto('/members/');
    await page.getByLabel('Passphrase').fill('shuttle');
    await page.getByRole('button', { name: 'Sign in' }).click();
    await page.locator('vitrine-video[data-state="ready"]').first().waitFor();
    const title = page.locator('.vitrine-title').first();
    expect(await title.textContent()).not.toBe('Private video');
    const moved = await page.evaluate(
      () =>
        new Promise<number>((resolve) => {
          new PerformanceObserver((list) => resolve(list.getEntries().length)).observe({
            type: 'layout-shift',
            buffered: true,
          });
          setTimeout(resolve, 500, 0);
        }),
    );
    expect(moved).toBe(0);
    expect(await accessibilityFaults(page)).toEqual([]);
  });
});
