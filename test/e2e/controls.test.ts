import type { Sandbox } from 'api-video-sandbox';
import type { Page } from 'playwright-core';
import { describe, expect } from 'vitest';
import { accessibilityFaults } from '../helpers/accessibility.js';
import { demoTest } from '../helpers/demo.js';
import { waitForThumbnails } from '../helpers/requests.js';

const GALLERY = '/galleries/spring-summit-2026/';

const it = demoTest();

const player = (page: Page) => page.locator('.vitrine-native');
const said = (page: Page) => player(page).locator('.vitrine-live').textContent();

const of = <T>(page: Page, read: (video: HTMLVideoElement) => T) =>
  page.locator('.vitrine-native video').evaluate(read as never) as Promise<T>;

async function addCaptions(sandbox: Sandbox, id: string): Promise<void> {
  const authorization = `Basic ${btoa(`${sandbox.apiKey}:`)}`;
  for (const [language, words] of Object.entries({
    en: 'The looms are running.',
    fr: 'Les métiers tournent.',
  })) {
    const body = new FormData();
    body.append('file', new Blob([`WEBVTT\n\n00:00.000 --> 00:30.000\n${words}\n`]), `${language}.vtt`);
    await fetch(`${sandbox.apiUrl}/videos/${id}/captions/${language}`, {
      method: 'POST',
      headers: { authorization },
      body,
    });
  }
}

/** Opens a video in the browser's own player and stops it. */
async function open(page: Page, sandbox: Sandbox): Promise<void> {
  await page.goto(GALLERY);
  await waitForThumbnails(page);
  const id = await page.locator('li:has(vitrine-video)').first().getAttribute('data-video');
  await addCaptions(sandbox, id ?? '');
  await page.evaluate(() => document.querySelector('vitrine-gallery')?.setAttribute('player', 'native'));
  await page.locator('vitrine-video .vitrine-link').first().click();
  await page.waitForFunction(() => (document.querySelector('video')?.currentTime ?? 0) > 0.1);
  await page.locator('.vitrine-control-captions').waitFor();
  await page.keyboard.press('k');
  await expect.poll(() => of(page, (video) => video.paused)).toBe(true);
}

describe('the bar of the browser’s own player', () => {
  it('does by keys what people know, from anywhere in the dialog, and says so', async ({ page, sandbox }) => {
    await open(page, sandbox);
    await page.keyboard.press('5');
    await expect.poll(() => of(page, (video) => video.currentTime / video.duration)).toBeCloseTo(0.5, 1);
    await page.keyboard.press('0');
    await expect.poll(() => of(page, (video) => video.currentTime)).toBe(0);
    await page.keyboard.press('l');
    await expect.poll(() => of(page, (video) => video.currentTime)).toBeGreaterThan(4);
    await page.keyboard.press('m');
    await expect.poll(() => of(page, (video) => video.muted)).toBe(true);
    await page.getByRole('button', { name: 'Unmute' }).click();
    expect(await of(page, (video) => video.muted)).toBe(false);
    await page.keyboard.press('c');
    await expect.poll(() => said(page)).toBe('Captions: English');
    await page.keyboard.press('c');
    await expect.poll(() => said(page)).toBe('Captions are off');
    await page.locator('.vitrine-native video').focus();
    await page.keyboard.press('Home');
    await page.keyboard.press('ArrowRight');
    await expect.poll(() => of(page, (video) => video.currentTime)).toBeGreaterThan(4);
    await page.keyboard.press('ArrowDown');
    await expect.poll(() => said(page)).toBe('90 %');
    await page.keyboard.press('f');
    await expect
      .poll(() => page.evaluate(() => document.fullscreenElement?.className))
      .toContain('vitrine-native');
    await page.keyboard.press('f');
    await expect.poll(() => page.evaluate(() => document.fullscreenElement)).toBeNull();
    // Nothing of it has moved the gallery on.
    expect(await page.locator('.vitrine-dialog-place').textContent()).toMatch(/^\d+ of/);
    expect(await page.locator('dialog').count()).toBe(1);
  });

  it('is worked by Tab and Enter alone, names everything and has a place for every focus', async ({
    page,
    sandbox,
  }) => {
    await open(page, sandbox);
    await page.locator('.vitrine-native video').focus();
    const names: (string | null)[] = [];
    for (let press = 0; press < 8; press += 1) {
      await page.keyboard.press('Tab');
      names.push(
        await page.evaluate(
          () => document.activeElement?.ariaLabel ?? document.activeElement?.textContent ?? null,
        ),
      );
    }
    expect(names.slice(0, 7)).toEqual([
      'Position',
      'Play',
      'Mute',
      'Volume',
      'Captions',
      'Settings',
      'Full screen',
    ]);
    await page.keyboard.press('Shift+Tab');
    await page.keyboard.press('Shift+Tab');
    await page.keyboard.press('Enter');
    await page.locator('.vitrine-settings').waitFor();
    expect(await accessibilityFaults(page)).toEqual([]);
    // Escape closes the panel first, then the dialog.
    await page.keyboard.press('Escape');
    await page.locator('.vitrine-settings').waitFor({ state: 'hidden' });
    expect(await page.evaluate(() => document.activeElement?.ariaLabel)).toBe('Settings');
    await page.keyboard.press('Escape');
    await page.locator('dialog').waitFor({ state: 'detached' });
  });

  it('has targets of 24 px and more, and hides nothing at 390 px', async ({ visit, sandbox }) => {
    const page = await visit({ viewport: { width: 390, height: 844 } });
    await open(page, sandbox);
    const sizes = await page.locator('.vitrine-bar button, .vitrine-bar input').evaluateAll((controls) =>
      controls
        .filter((control) => control.checkVisibility())
        .map((control) => control.getBoundingClientRect())
        .map(({ width, height, left, right }) => ({ size: Math.min(width, height), left, right })),
    );
    expect(sizes.length).toBeGreaterThan(4);
    for (const { size, left, right } of sizes) {
      expect(size).toBeGreaterThanOrEqual(24);
      expect(left).toBeGreaterThanOrEqual(0);
      expect(right).toBeLessThanOrEqual(390);
    }
  });

  it('restyles captions, keeps speed, sound and captions for the next video, and forgets them with clear()', async ({
    page,
    sandbox,
  }) => {
    await open(page, sandbox);
    await page.getByRole('button', { name: 'Settings' }).click();
    await page.getByLabel('Speed').selectOption('1.5');
    await page.getByRole('combobox', { name: 'Captions', exact: true }).selectOption({ label: 'français' });
    await page.getByLabel('Size of captions').selectOption('150');
    await page.getByLabel('Colour of captions').selectOption('yellow');
    await page.keyboard.press('Escape');
    await page.keyboard.press('Escape');
    await page.reload();
    await page.goto('about:blank');
    await open(page, sandbox);
    expect(await of(page, (video) => video.playbackRate)).toBe(1.5);
    expect(await of(page, (video) => video.getAttribute('captions-size'))).toBe('150');
    expect(await of(page, (video) => video.getAttribute('captions-color'))).toBe('yellow');
    await expect
      .poll(() => of(page, (video) => [...video.textTracks].find(({ mode }) => mode === 'showing')?.language))
      .toBe('fr');
    expect(await page.evaluate(() => localStorage.getItem('vitrine-positions'))).toContain('"rate":1.5');
  });

  it('does not move where the visitor does not want that, and mirrors from right to left', async ({
    visit,
    sandbox,
  }) => {
    const page = await visit({ reducedMotion: 'reduce' });
    await open(page, sandbox);
    expect(
      await page.locator('.vitrine-bar').evaluate((bar) => getComputedStyle(bar).transitionDuration),
    ).toBe('0s');
    await page.evaluate(() => {
      document.documentElement.dir = 'rtl';
    });
    const [play, large] = await Promise.all(
      ['.vitrine-control-toggle', '.vitrine-control-fullscreen'].map((part) =>
        page.locator(part).boundingBox(),
      ),
    );
    expect(play?.x).toBeGreaterThan(large?.x ?? 0);
  });
});
