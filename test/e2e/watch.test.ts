import type { Page } from 'playwright-core';
import { describe, expect } from 'vitest';
import { accessibilityFaults } from '../helpers/accessibility.js';
import { siteTest } from '../helpers/fixtures.js';
import { grantsOf, membersSite } from '../helpers/members-site.js';
import { videoPlays } from '../helpers/playing.js';
import { watchPage } from '../helpers/requests.js';

const PLACED = 'viU4poCVzwFMdHj8OgHqDd2a';
const DAY = 86_400;

/** A gallery of one video, under words of its own. */
const gallery = (title: string) => `videos: [{ id: ${PLACED}, title: ${title}, caption: Words below }]`;

const it = siteTest({
  files: membersSite(
    {
      shown: gallery('Shown title'),
      twice: gallery('Second title'),
      hidden: `access: members\n${gallery('Sealed title')}`,
    },
    "signIn: '/join', pool: { perVideo: 0 }",
  ),
}).extend('watchPath', ({ built }) => async (id: string) => {
  const [grant] = await grantsOf(built.folder, id);
  return `/_vitrine/watch/${grant}`;
});

const inPlace = (page: Page) => page.locator('.vitrine-in-place');
const back = (page: Page) => page.locator('.vitrine-back a');

describe('a video of an open gallery', () => {
  it('has its title, caption, gallery and player, by one token and one session', async ({
    page,
    players,
    sandbox,
    watchPath,
  }) => {
    const { asked, errors } = watchPage(page);
    const before = sandbox.counters();
    await page.goto(await watchPath('shown'));
    await inPlace(page).locator('iframe').waitFor();
    await players.embedReady(page);
    expect(await page.locator('h1').allTextContents()).toEqual(['Shown title']);
    expect(await page.title()).toBe('Shown title');
    expect(await page.locator('.vitrine-caption').textContent()).toBe('Words below');
    expect(await page.locator('iframe').count()).toBe(1);
    expect(await page.evaluate(() => document.activeElement?.tagName)).toBe('BODY');
    expect(asked()).toEqual([]);
    expect(errors).toEqual([]);
    const after = sandbox.counters();
    expect(after.minted - before.minted).toBe(1);
    expect(after.sessions - before.sessions).toBe(1);
    expect(await accessibilityFaults(page)).toEqual([]);
    expect(await back(page).textContent()).toBe('shown');
    await back(page).click();
    await page.waitForURL('**/galleries/shown/');
  });

  it('goes by the gallery that the visitor comes from', async ({ page, site, watchPath }) => {
    await page.goto(await watchPath('shown'), { referer: `${site.url}/galleries/twice/` });
    expect(await page.locator('h1').textContent()).toBe('Second title');
    expect(await back(page).getAttribute('href')).toBe('/galleries/twice/');
  });

  it('is framed without JavaScript', async ({ players, visit, watchPath }) => {
    const page = await visit({ javaScriptEnabled: false });
    await page.goto(await watchPath('shown'));
    await page.locator('iframe').waitFor();
    expect(players.frameOf(page)?.url()).toContain('avh=');
    expect(await page.locator('h1').textContent()).toBe('Shown title');
  });

  it('falls back to the browser’s own player when that of api.video fails', async ({
    page,
    players,
    watchPath,
  }) => {
    await page.goto(await watchPath('shown'));
    await inPlace(page).locator('iframe').waitFor();
    await players.embedReady(page);
    await players.failEmbed(page);
    await videoPlays(page);
  });

  it('goes on with a new session when its own has ended', async ({ page, players, sandbox, watchPath }) => {
    const { asked } = watchPage(page);
    await page.goto(await watchPath('shown'));
    await inPlace(page).locator('iframe').waitFor();
    await players.embedReady(page);
    const ended = await inPlace(page).locator('iframe').getAttribute('src');
    sandbox.advance(DAY + 60);
    await players.failEmbed(page);
    await expect.poll(() => inPlace(page).locator('iframe').getAttribute('src')).not.toBe(ended);
    await players.embedReady(page);
    expect(asked()).toHaveLength(1);
  });

  it('asks for nothing by itself where storage is blocked, and stays framed', async ({ page, watchPath }) => {
    const { asked, errors } = watchPage(page);
    await page.addInitScript(() => {
      Object.defineProperty(window, 'sessionStorage', {
        get() {
          throw new DOMException('Blocked', 'SecurityError');
        },
      });
    });
    await page.goto(await watchPath('shown'));
    await page.waitForFunction(() => customElements.get('vitrine-gallery'));
    await page.waitForTimeout(500);
    expect(asked()).toEqual([]);
    expect(errors).toEqual([]);
    expect(await page.locator('.vitrine-watch-stage iframe').count()).toBe(1);
  });
});

describe('a video of a discreet gallery', () => {
  it('tells a stranger nothing, but where to sign in and the way back', async ({ page, site, watchPath }) => {
    const answer = await page.goto(await watchPath('hidden'), { referer: `${site.url}/elsewhere` });
    expect(answer?.status()).toBe(403);
    const content = await page.content();
    for (const word of ['Sealed title', 'Words below', 'Shown title', 'hidden<'])
      expect(content).not.toContain(word);
    expect(content).not.toMatch(/galleries\/\w/);
    expect(await back(page).getAttribute('href')).toBe('/elsewhere');
    expect(await page.getByRole('link', { name: 'Sign in' }).getAttribute('href')).toBe('/join/');
    expect(await accessibilityFaults(page)).toEqual([]);
  });

  it('tells a member its words, not its gallery, until clear() takes them away', async ({
    page,
    site,
    watchPath,
  }) => {
    await page.context().addCookies([{ name: 'who', value: 'member', url: site.url }]);
    await page.goto(await watchPath('hidden'));
    await inPlace(page).locator('iframe').waitFor();
    expect(await page.locator('h1').textContent()).toBe('Sealed title');
    expect(await page.locator('.vitrine-caption').textContent()).toBe('Words below');
    expect(await back(page).textContent()).toBe('All galleries');
    await page.evaluate(() => {
      localStorage.setItem('vitrine', `${Date.now()}`);
      dispatchEvent(new Event('vitrine-clear'));
    });
    await inPlace(page).waitFor({ state: 'detached' });
    const content = await page.content();
    for (const word of ['Sealed title', 'Words below', 'avh=']) expect(content).not.toContain(word);
  });
});
