import type { Page } from 'playwright-core';
import { describe, expect } from 'vitest';
import { demoTest } from '../helpers/demo.js';
import { waitForThumbnails, watchPage } from '../helpers/requests.js';

const GALLERY = '/galleries/spring-summit-2026/';

const it = demoTest();

const privateLink = (page: Page, index = 0) => page.locator('vitrine-video .vitrine-link').nth(index);
const dialog = (page: Page) => page.locator('dialog.vitrine-dialog');
const title = (page: Page) => page.locator('.vitrine-dialog-title');
const focused = (page: Page) =>
  page.evaluate(() => document.activeElement?.querySelector('.vitrine-title')?.textContent);

async function openGallery(page: Page): Promise<void> {
  await page.goto(GALLERY);
  await waitForThumbnails(page);
}

describe('the dialog', () => {
  it('plays what is pressed, and closes by Esc, button, and a press beside the picture', async ({
    page,
    players,
    site,
  }) => {
    await openGallery(page);
    const { errors } = watchPage(page);
    const name = await privateLink(page).locator('.vitrine-title').textContent();
    for (const close of [
      () => page.keyboard.press('Escape'),
      () => page.getByRole('button', { name: 'Close' }).click(),
      () => page.mouse.click(20, 200),
    ]) {
      await privateLink(page).click();
      await expect.poll(() => title(page).textContent()).toBe(name);
      await players.embedPlays(page);
      await close();
      await dialog(page).waitFor({ state: 'detached' });
      expect(page.url()).toBe(site.url + GALLERY);
      expect(await focused(page)).toBe(name);
    }
    expect(errors).toEqual([]);
  });

  it('is a link for a press that means a new tab', async ({ page }) => {
    await openGallery(page);
    const opened = page.context().waitForEvent('page');
    await privateLink(page).click({ modifiers: ['ControlOrMeta'] });
    expect((await opened).url()).not.toContain(GALLERY);
    expect(await dialog(page).count()).toBe(0);
  });

  it('is a link in a browser that is too old for it', async ({ page, players }) => {
    await page.addInitScript(() => Reflect.deleteProperty(Map, 'groupBy'));
    await page.goto(GALLERY);
    await privateLink(page).click();
    await page.waitForURL(/_vitrine\/watch/);
    await players.embedReady(page);
  });

  it('steps through the gallery by keys and buttons, and hands the focus to the last one seen', async ({
    page,
  }) => {
    await openGallery(page);
    const titles = await page.locator('.vitrine-title').allTextContents();
    await page.locator('.vitrine-link').first().click();
    expect(await title(page).textContent()).toBe(titles[0]);
    await page.keyboard.press('ArrowLeft');
    expect(await title(page).textContent()).toBe(titles[0]);
    await page.keyboard.press('ArrowRight');
    await page.getByRole('button', { name: 'Next video' }).click();
    expect(await title(page).textContent()).toBe(titles[2]);
    await page.keyboard.press('ArrowLeft');
    expect(await title(page).textContent()).toBe(titles[1]);
    expect(await page.locator('.vitrine-dialog-place').textContent()).toBe(`2 of ${titles.length}`);
    await page.keyboard.press('Escape');
    await expect.poll(() => focused(page)).toBe(titles[1]);
  });

  it('is found, opened, walked through and left from the start of the page by the keyboard alone', async ({
    page,
    players,
  }) => {
    await page.goto(GALLERY);
    await page.keyboard.press('Tab');
    expect(await page.evaluate(() => document.activeElement?.className)).toBe('skip');
    await page.keyboard.press('Enter');
    const cards = await page.locator('.vitrine-title').allTextContents();
    for (const name of cards.slice(0, 2)) {
      await page.keyboard.press('Tab');
      await expect.poll(() => focused(page)).toBe(name);
    }
    await page.keyboard.press('Enter');
    await players.embedPlays(page);
    await page.keyboard.press('ArrowRight');
    await expect.poll(() => title(page).textContent()).toBe(cards[2]);
    await players.embedReady(page);
    await page.keyboard.press('Escape');
    await expect.poll(() => focused(page)).toBe(cards[2]);
    await page.keyboard.press('Enter');
    await page.locator('.vitrine-stage iframe').waitFor();
    await expect.poll(() => page.evaluate(() => document.activeElement?.ariaLabel)).toBe('Close');
    await page.keyboard.press('Enter');
    await expect.poll(() => focused(page)).toBe(cards[2]);
  });

  it('works by the keyboard alone', async ({ page, players }) => {
    await openGallery(page);
    await privateLink(page, 1).focus();
    await page.keyboard.press('Enter');
    await expect.poll(() => page.evaluate(() => document.activeElement?.ariaLabel)).toBe('Close');
    await players.embedPlays(page);
    const reached = new Set<string | null | undefined>();
    for (let press = 0; press < 12; press += 1) {
      await page.keyboard.press('Tab');
      reached.add(
        await page.evaluate(() => document.activeElement?.ariaLabel ?? document.activeElement?.tagName),
      );
      expect(await page.evaluate(() => document.activeElement?.closest('.vitrine-card'))).toBeNull();
    }
    expect([...reached]).toEqual(expect.arrayContaining(['Previous video', 'Next video', 'IFRAME', 'A']));
  });

  it('has an address of its own: Back closes it, Forward and a reload open it', async ({
    page,
    players,
    sandbox,
    site,
  }) => {
    await openGallery(page);
    await privateLink(page).click();
    await players.embedPlays(page);
    const address = page.url();
    expect(address).toMatch(/#v=vi\w+$/);
    await page.goBack();
    await dialog(page).waitFor({ state: 'detached' });
    await page.goForward();
    await players.embedPlays(page);
    expect(page.url()).toBe(address);
    await page.reload();
    await players.embedReady(page);
    await page.keyboard.press('Escape');
    await dialog(page).waitFor({ state: 'detached' });
    expect(page.url()).toBe(site.url + GALLERY);
    for (const token of Object.values(sandbox.issued()).flat()) expect(address).not.toContain(token);
  });

  it('opens by its address a video far down the page, which gets its session then', async ({
    players,
    visit,
  }) => {
    const page = await visit({ viewport: { width: 390, height: 640 } });
    const { asked } = watchPage(page);
    await page.goto(GALLERY);
    const far = await page.locator('li:has(vitrine-video)').last().getAttribute('data-video');
    await page.goto('/galleries/');
    await page.goto(`${GALLERY}#v=${far}`);
    await players.embedReady(page);
    expect(asked().length).toBeGreaterThan(0);
  });
});

describe('a video in an article', () => {
  it('plays in its place, once, when it is pressed', async ({ players, site, visit }) => {
    // Tall, so that no press scrolls it.
    const page = await visit({ viewport: { width: 1440, height: 1400 } });
    const { errors } = watchPage(page);
    await page.goto('/journal/');
    await waitForThumbnails(page);
    expect(page.frames()).toHaveLength(1);
    const before = await page.locator('.vitrine-frame').boundingBox();
    await privateLink(page).click();
    await players.embedPlays(page);
    expect(await dialog(page).count()).toBe(0);
    const after = await page.locator('.vitrine-in-place').boundingBox();
    expect(after).toEqual(before);
    await page.locator('.vitrine-title').click();
    expect(page.frames()).toHaveLength(2);
    expect(page.url()).toBe(`${site.url}/journal/`);
    expect(errors).toEqual([]);
  });
});

describe('a video with an mp4', () => {
  it('can be downloaded', async ({ page }) => {
    await openGallery(page);
    await privateLink(page).click();
    const url = await page.getByRole('link', { name: 'Download' }).getAttribute('href');
    const response = await fetch(url ?? '');
    expect(response.status).toBe(200);
    expect(response.headers.get('content-disposition')).toContain('attachment');
  });
});
