import type { Sandbox } from 'api-video-sandbox';
import type { Page } from 'playwright-core';
import { describe, expect } from 'vitest';
import { accessibilityFaults } from '../helpers/accessibility.js';
import { demoTest } from '../helpers/demo.js';
import { videoPlays } from '../helpers/playing.js';
import { watchPage } from '../helpers/requests.js';

const GALLERY = '/galleries/spring-summit-2026/';
const OPEN_STUDIO = '/galleries/open-studio/';
const PRIVATE = 'Designing for the Second Glance';
const PUBLIC = 'Studio Tour: Loom Room';

const it = demoTest();

const video = (page: Page) => page.locator('.vitrine-native video');
const button = (page: Page) => page.locator('.vitrine-control-chapters');
const list = (page: Page) => page.getByRole('list', { name: /^(Chapters|Kapitel)$/ });
const spoken = (page: Page) => page.locator('.vitrine-position').getAttribute('aria-valuetext');
const seconds = (page: Page) => video(page).evaluate((element: HTMLVideoElement) => element.currentTime);

/** Opens a video in the browser's own player and stops it at its first second. */
async function open(page: Page, title: string, gallery = GALLERY): Promise<void> {
  if (!page.url().endsWith(gallery)) await page.goto(gallery);
  await page.evaluate(() => document.querySelector('vitrine-gallery')?.setAttribute('player', 'native'));
  await page.locator('.vitrine-link', { hasText: title }).click();
  await videoPlays(page);
  await page.keyboard.press('k');
  await page.keyboard.press('0');
}

async function idOf(page: Page, title: string): Promise<string> {
  await page.goto(GALLERY);
  return (await page.locator('li', { hasText: title }).getAttribute('data-video')) as string;
}

const deleteChapters = (sandbox: Sandbox, id: string, language: string) =>
  fetch(`${sandbox.apiUrl}/videos/${id}/chapters/${language}`, {
    method: 'DELETE',
    headers: { authorization: `Basic ${btoa(`${sandbox.apiKey}:`)}` },
  });

describe('chapters in the browser’s own player', () => {
  it('are named in the bar, said with the position, and marked on its line, without a read at api.video', async ({
    page,
    sandbox,
  }) => {
    const { errors } = watchPage(page);
    await page.goto(GALLERY);
    await page.locator('.vitrine-link', { hasText: PRIVATE }).scrollIntoViewIfNeeded();
    await expect
      .poll(() =>
        page.locator('li', { hasText: PRIVATE }).locator('vitrine-video').getAttribute('data-state'),
      )
      .toBe('ready');
    const before = sandbox.counters();
    await open(page, PRIVATE);
    await button(page).waitFor();
    expect(await button(page).textContent()).toBe('The first glance');
    expect(await spoken(page)).toBe('0:00 / 0:06, The first glance');
    await page.keyboard.press('5');
    await expect.poll(() => spoken(page)).toBe('0:03 / 0:06, The second glance');
    expect(await page.getByRole('button', { name: 'Chapters: The second glance' }).count()).toBe(1);
    const line = await page.locator('.vitrine-position').boundingBox();
    const marks = await page
      .locator('.vitrine-marks i')
      .evaluateAll((all) => all.map((mark) => mark.getBoundingClientRect().x));
    const parts = marks.map((x) => (x - (line?.x ?? 0)) / (line?.width ?? 1));
    expect(parts.map((part) => part.toFixed(1))).toEqual(['0.3', '0.7']);
    const { reads, minted } = sandbox.counters();
    expect([reads, minted]).toEqual([before.reads, before.minted]);
    expect(errors).toEqual([]);
  });

  it('are chosen by keyboard alone: the list says which is on, takes arrows, and gives the focus back', async ({
    page,
  }) => {
    await open(page, PRIVATE);
    await button(page).focus();
    await page.keyboard.press('Enter');
    await list(page).waitFor();
    expect(await button(page).getAttribute('aria-expanded')).toBe('true');
    const focused = () =>
      page.evaluate(() => [document.activeElement?.textContent, document.activeElement?.ariaCurrent]);
    expect(await focused()).toEqual(['The first glance 0:00', 'true']);
    expect(await accessibilityFaults(page)).toEqual([]);
    await page.keyboard.press('ArrowUp');
    await page.keyboard.press('ArrowDown');
    expect(await focused()).toEqual(['The second glance 0:02', null]);
    await page.keyboard.press('End');
    expect(await focused()).toEqual(['Drawing for both 0:04', null]);
    // Moving through the list moves neither the video nor its sound.
    expect(await seconds(page)).toBe(0);
    expect(await video(page).evaluate((element: HTMLVideoElement) => element.volume)).toBe(1);
    await page.keyboard.press('Enter');
    await list(page).waitFor({ state: 'hidden' });
    await expect.poll(() => seconds(page)).toBe(4);
    expect(await page.locator('.vitrine-native .vitrine-live').textContent()).toBe('Drawing for both');
    expect(await page.evaluate(() => document.activeElement?.ariaLabel)).toBe('Chapters: Drawing for both');
    await page.keyboard.press('Enter');
    await list(page).waitFor();
    await page.keyboard.press('Escape');
    await list(page).waitFor({ state: 'hidden' });
    // One panel at a time.
    await button(page).click();
    await page.getByRole('button', { name: 'Settings' }).click();
    expect(await list(page).count()).toBe(0);
    await page.locator('.vitrine-settings').waitFor();
    expect(await page.locator('dialog').count()).toBe(1);
  });

  it('are in the language of the captions, else in that of the page', async ({ page }) => {
    await page.goto(GALLERY);
    await page.evaluate(() => {
      document.documentElement.lang = 'fr';
    });
    await open(page, PRIVATE);
    await expect.poll(() => button(page).textContent()).toBe('Le premier regard');
    await page.getByRole('button', { name: 'Settings' }).click();
    const captions = page.getByRole('combobox', { name: 'Captions', exact: true });
    await captions.selectOption({ label: 'English' });
    await expect.poll(() => button(page).textContent()).toBe('The first glance');
  });

  it.for([
    ['390 px', { viewport: { width: 390, height: 844 } }, 'ltr'],
    ['640 x 360', { viewport: { width: 640, height: 360 } }, 'ltr'],
    ['390 px, right to left', { viewport: { width: 390, height: 844 } }, 'rtl'],
    ['1440 px, forced colours', { forcedColors: 'active' }, 'ltr'],
  ] as const)('have room and targets of 24 px at %s', async ([, options, direction], { visit }) => {
    const page = await visit(options);
    await page.goto(GALLERY);
    await page.evaluate((dir) => {
      document.documentElement.dir = dir;
    }, direction);
    await open(page, PRIVATE);
    await button(page).click();
    const frame = await page.locator('.vitrine-native').boundingBox();
    const boxes = await page
      .locator('.vitrine-bar :is(button, input), .vitrine-chapters button')
      .evaluateAll((controls) =>
        controls
          .filter((control) => control.checkVisibility())
          .map((control) => control.getBoundingClientRect())
          .map(({ width, height, left, right, bottom }) => ({ width, height, left, right, bottom })),
      );
    expect(boxes.length).toBeGreaterThan(8);
    for (const { width, height, left, right, bottom } of boxes) {
      expect(Math.min(width, height)).toBeGreaterThanOrEqual(24);
      expect(left).toBeGreaterThanOrEqual(frame?.x as number);
      expect(right).toBeLessThanOrEqual((frame?.x as number) + (frame?.width as number));
      expect(bottom).toBeLessThanOrEqual((frame?.y as number) + (frame?.height as number));
    }
    // All buttons of the bar stand in one row, and the list stands clear of the line above them.
    const rows = await page
      .locator('.vitrine-bar button')
      .evaluateAll((all) =>
        all.filter((each) => each.checkVisibility()).map((each) => each.getBoundingClientRect().y),
      );
    expect(new Set(rows).size).toBe(1);
    const [panel, line] = await Promise.all(
      ['.vitrine-chapters', '.vitrine-position'].map((part) => page.locator(part).boundingBox()),
    );
    expect((panel?.y ?? 0) + (panel?.height ?? 0)).toBeLessThanOrEqual(
      (line?.y ?? 0) + (line?.height ?? 0) / 2,
    );
  });

  it('come with public videos too, where the gallery names their languages', async ({ page }) => {
    await open(page, PUBLIC, OPEN_STUDIO);
    await button(page).waitFor();
    expect(await button(page).textContent()).toBe('The stairs');
  });

  it('come with the session on the watch page', async ({ page }) => {
    await page.goto(GALLERY);
    const html = await page.content();
    expect(html).not.toContain('data-chapters');
    const card = page.locator('li', { hasText: PRIVATE }).locator('vitrine-video');
    const grant = await card.getAttribute('grant');
    // An engine in which the browser's own player comes first.
    await page.addInitScript(() => {
      Object.defineProperty(navigator, 'vendor', { get: () => 'Apple Computer, Inc.' });
    });
    await page.goto(`/_vitrine/watch/${grant}`);
    await videoPlays(page);
    await button(page).waitFor();
    await video(page).evaluate((element: HTMLVideoElement) => {
      element.pause();
      element.currentTime = 5;
    });
    await expect.poll(() => button(page).textContent()).toBe('Drawing for both');
  });

  it('do not hold up a video whose file is not there', async ({ page, sandbox }) => {
    await deleteChapters(sandbox, await idOf(page, PRIVATE), 'en');
    await deleteChapters(sandbox, await idOf(page, PRIVATE), 'fr');
    const failed = page.waitForResponse((response) => response.url().includes('/chapters/fr.vtt'));
    await open(page, PRIVATE);
    expect((await failed).status()).toBe(404);
    expect(await button(page).isHidden()).toBe(true);
    await page.keyboard.press('k');
    await expect.poll(() => seconds(page)).toBeGreaterThan(1);
    expect(await page.locator('.vitrine-stage-message, .vitrine-stage-offer').count()).toBe(0);
  });

  it('are not looked for where nobody says that there are some', async ({ page }) => {
    const { requests } = watchPage(page);
    await open(page, 'Colour After Dark');
    expect(requests.filter((request) => request.url().includes('/chapters/'))).toEqual([]);
    expect(await button(page).isHidden()).toBe(true);
  });
});
