import { type Sandbox, startSandbox } from 'api-video-sandbox';
import type { Browser, BrowserContext, Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { launchBrowser } from '../../sandbox/test/helpers/browser.js';
import { accessibilityFaults } from '../helpers/accessibility.js';
import { createMembersSite } from '../helpers/members-site.js';
import { waitForThumbnails, watchPage } from '../helpers/requests.js';
import { astro, type RunningSite, removeSite, serve } from '../helpers/site.js';

let sandbox: Sandbox;
let folder: string;
let site: RunningSite;
let browser: Browser;
let context: BrowserContext;

beforeAll(async () => {
  sandbox = await startSandbox({ limits: false });
  folder = await createMembersSite(
    {
      open: 'select: {}',
      short: 'select: { limit: 4 }',
      members: 'access: members\nselect: { tags: [summit-2026] }',
    },
    'filter: 12',
  );
  expect((await astro(folder, 'build', sandbox.env)).output).toContain('Complete!');
  site = await serve(folder, sandbox.env);
  browser = await launchBrowser();
});

afterEach(async () => {
  await context?.close();
});

afterAll(async () => {
  await browser?.close();
  await site?.close();
  await sandbox?.close();
  if (folder) await removeSite(folder);
});

async function open(gallery: string, options: Parameters<Browser['newContext']>[0] = {}, member = false) {
  context = await browser.newContext({ viewport: { width: 1440, height: 900 }, ...options });
  if (member) await context.addCookies([{ name: 'who', value: 'member', url: site.url }]);
  const page = await context.newPage();
  const seen = watchPage(page);
  await page.goto(`${site.url}/galleries/${gallery}/`);
  return { page, ...seen };
}

const box = (page: Page) => page.getByRole('searchbox', { name: 'Find on this page' });
const said = (page: Page) => page.locator('.vitrine-found').textContent();
const shown = (page: Page) =>
  page
    .locator('.vitrine-card')
    .evaluateAll((cards) =>
      cards
        .filter((card) => card.checkVisibility())
        .map((card) => card.querySelector('.vitrine-title')?.textContent),
    );

describe('the box above a long gallery', () => {
  it('leaves what it finds, says how much that is, and gives everything back', async () => {
    const { page, errors, requests } = await open('open');
    await waitForThumbnails(page);
    const chunk = () => requests.filter((request) => request.url().includes('vitrine-later'));
    expect(chunk()).toEqual([]);
    await box(page).fill('GLANCE second');
    await expect.poll(() => said(page)).toBe('1 of 24 videos');
    expect(chunk()).toHaveLength(1);
    expect(await shown(page)).toEqual(['Designing for the Second Glance']);
    await box(page).fill('no such video');
    await expect.poll(() => said(page)).toBe('No video on this page matches.');
    expect(await shown(page)).toEqual([]);
    expect(await accessibilityFaults(page)).toEqual([]);
    await box(page).fill('');
    await expect.poll(() => shown(page)).toHaveLength(24);
    expect(await said(page)).toBe('');
    expect(errors).toEqual([]);
  });

  it('works by keyboard, and the dialog steps through what was found', async () => {
    const { page } = await open('open');
    await page.keyboard.press('Tab');
    await expect.poll(() => box(page).evaluate((input) => input === document.activeElement)).toBe(true);
    await page.keyboard.type('workshop');
    await expect.poll(() => said(page)).toMatch(/^\d of 24 videos$/);
    const found = (await shown(page)).length;
    expect(found).toBeGreaterThan(1);
    await page.keyboard.press('Tab');
    await page.keyboard.press('Enter');
    expect(await page.locator('dialog[open] .vitrine-dialog-place').textContent()).toBe(`1 of ${found}`);
  });

  it('moves nothing when it comes to life, on a narrow screen either', async () => {
    const { page } = await open('open', { viewport: { width: 390, height: 844 } });
    await waitForThumbnails(page);
    expect(await box(page).isVisible()).toBe(true);
    const moved = await page.evaluate(
      () =>
        new Promise<number>((resolve) => {
          new PerformanceObserver((list) =>
            resolve(
              list
                .getEntries()
                .reduce((sum, entry) => sum + (entry as unknown as { value: number }).value, 0),
            ),
          ).observe({ type: 'layout-shift', buffered: true });
          // Nothing that moved is nothing to observe.
          requestAnimationFrame(() => requestAnimationFrame(() => resolve(0)));
        }),
    );
    expect(moved).toBe(0);
  });

  it('is not there without script, nor above a short gallery', async () => {
    const without = await open('open', { javaScriptEnabled: false });
    expect(await without.page.locator('.vitrine-filter').isVisible()).toBe(false);
    await context.close();
    const short = await open('short');
    expect(await short.page.locator('.vitrine-filter').count()).toBe(0);
  });
});

describe('in a discreet gallery', () => {
  it('finds by titles that have come, and looks at the others when they come', async () => {
    const { page } = await open('members', { viewport: { width: 390, height: 600 } }, true);
    await waitForThumbnails(page);
    expect(await page.locator('vitrine-video:not([data-state=ready])').count()).toBeGreaterThan(3);
    await box(page).fill('second glance');
    await expect.poll(() => said(page)).toMatch(/^1 of \d+ videos$/);
    await expect.poll(() => shown(page)).toEqual(['Designing for the Second Glance']);
  });

  it('finds nothing for those who may not read the titles', async () => {
    const { page } = await open('members');
    await page.locator('[data-state=denied]').first().waitFor();
    await box(page).fill('private');
    await expect.poll(() => said(page)).toBe('No video on this page matches.');
    expect(await shown(page)).toEqual([]);
  });
});
