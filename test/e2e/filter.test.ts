import type { Page } from 'playwright-core';
import { describe, expect } from 'vitest';
import { accessibilityFaults } from '../helpers/accessibility.js';
import { siteTest } from '../helpers/fixtures.js';
import { membersSite } from '../helpers/members-site.js';
import { waitForThumbnails, watchPage } from '../helpers/requests.js';

const it = siteTest({
  files: membersSite(
    {
      open: 'select: {}',
      short: 'select: { limit: 4 }',
      members: 'access: members\nselect: { tags: [summit-2026] }',
    },
    'filter: 12',
  ),
});

const OPEN = '/galleries/open/';
const MEMBERS = '/galleries/members/';

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
  it('leaves what it finds, says how much that is, and gives everything back', async ({ page }) => {
    const { errors, requests } = watchPage(page);
    await page.goto(OPEN);
    await waitForThumbnails(page);
    const chunk = () => requests.filter((request) => request.url().includes('vitrine-lazy'));
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

  it('works by keyboard, and the dialog steps through what was found', async ({ page }) => {
    await page.goto(OPEN);
    // The way home, the list of galleries, the box.
    for (let stop = 0; stop < 3; stop++) await page.keyboard.press('Tab');
    await expect.poll(() => box(page).evaluate((input) => input === document.activeElement)).toBe(true);
    await page.keyboard.type('workshop');
    await expect.poll(() => said(page)).toMatch(/^\d of 24 videos$/);
    const found = (await shown(page)).length;
    expect(found).toBeGreaterThan(1);
    await page.keyboard.press('Tab');
    await page.keyboard.press('Enter');
    expect(await page.locator('dialog[open] .vitrine-dialog-place').textContent()).toBe(`1 of ${found}`);
  });

  it('moves nothing when it comes to life, on a narrow screen either', async ({ visit }) => {
    const page = await visit({ viewport: { width: 390, height: 844 } });
    await page.goto(OPEN);
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

  it('is not there without script, nor above a short gallery', async ({ page, visit }) => {
    const without = await visit({ javaScriptEnabled: false });
    await without.goto(OPEN);
    expect(await without.locator('.vitrine-filter').isVisible()).toBe(false);
    await page.goto('/galleries/short/');
    expect(await page.locator('.vitrine-filter').count()).toBe(0);
  });
});

describe('in a discreet gallery', () => {
  it('finds by titles that have come, and looks at the others when they come', async ({ site, visit }) => {
    const page = await visit({ viewport: { width: 390, height: 600 } });
    await page.context().addCookies([{ name: 'who', value: 'member', url: site.url }]);
    await page.goto(MEMBERS);
    await waitForThumbnails(page);
    expect(await page.locator('vitrine-video:not([data-state=ready])').count()).toBeGreaterThan(3);
    await box(page).fill('second glance');
    await expect.poll(() => said(page)).toMatch(/^1 of \d+ videos$/);
    await expect.poll(() => shown(page)).toEqual(['Designing for the Second Glance']);
  });

  it('finds nothing for those who may not read the titles', async ({ page }) => {
    await page.goto(MEMBERS);
    await page.locator('[data-state=denied]').first().waitFor();
    await box(page).fill('private');
    await expect.poll(() => said(page)).toBe('No video on this page matches.');
    expect(await shown(page)).toEqual([]);
  });
});
