import { writeFile } from 'node:fs/promises';
import type { Page } from 'playwright-core';
import { describe, expect } from 'vitest';
import { siteTest } from '../helpers/fixtures.js';
import { waitForThumbnails } from '../helpers/requests.js';
import { findSecrets } from '../helpers/secrets.js';

const GALLERY = '/galleries/members-screening/';
const CLOSING = 'viK476quvju3u6srDUTrt4Oy';
/** Titles and captions that only members may read. */
const CANARIES = [
  'Infinite Edges',
  'Cut, Fold, Repeat',
  'the part that was not streamed',
  'Paulo Menezes, the long version',
];

const ARTICLE = `---
import { Video } from 'astro-vitrine/components';
import Site from '../layouts/Site.astro';
---
<Site title="Article"><Video id="${CLOSING}" access="members" player /></Site>
`;

const it = siteTest({
  fixture: 'demo',
  files: {
    // Other galleries of the demo show some of these titles to everybody.
    'src/content/galleries/spring-summit-2026.md': null,
    'src/pages/article.astro': ARTICLE,
  },
});

async function signIn(page: Page, word = 'shuttle') {
  await page.goto('/members');
  await page.getByLabel('Passphrase').fill(word);
  await page.getByRole('button', { name: 'Sign in' }).click();
}

/** The addresses of all links of a gallery. */
const hrefs = (page: Page) =>
  page
    .locator('vitrine-video .vitrine-link')
    .evaluateAll((links) => links.map((link) => link.getAttribute('href')));

const states = (page: Page) =>
  page
    .locator('vitrine-video')
    .evaluateAll((videos) => videos.map((video) => (video as HTMLElement).dataset.state));

describe('a discreet gallery', () => {
  it('says nothing of its videos in any file a visitor can get', async ({ built: { folder } }) => {
    expect(await findSecrets([`${folder}/dist/client`], CANARIES)).toEqual([]);
  });

  it('has its titles in the build all the same: the proof has something to find', async ({
    built: { folder },
  }) => {
    expect(
      (await findSecrets([`${folder}/node_modules/.astro`, `${folder}/.astro`], CANARIES)).length,
    ).toBeGreaterThan(0);
  });
});

describe('a stranger', () => {
  it('is denied, and mints nothing', async ({ page, sandbox }) => {
    const before = sandbox.counters().sessions;
    await page.goto(GALLERY);
    await expect.poll(() => states(page)).toEqual(Array(4).fill('denied'));
    expect(sandbox.counters().sessions).toBe(before);
    for (const canary of CANARIES) expect(await page.content()).not.toContain(canary);
  });

  it('gets a readable refusal from the watch page', async ({ page }) => {
    await page.goto(GALLERY);
    const href = await page.locator('vitrine-video a').first().getAttribute('href');
    const answer = await page.goto(href ?? '');
    expect(answer?.status()).toBe(403);
    await expect.poll(() => page.locator('h1').textContent()).toBe('You don’t have access');
  });

  it('does not get in with the wrong word', async ({ page }) => {
    await signIn(page, 'bobbin');
    expect(await page.getByRole('alert').textContent()).toContain('not the word');
  });
});

describe('a member', () => {
  it('sees thumbnails, titles and captions after signing in', async ({ page }) => {
    await signIn(page);
    await page.waitForURL(/members-screening/);
    expect(await waitForThumbnails(page)).toBeGreaterThan(0);
    await expect
      .poll(async () => (await page.locator('.vitrine-title').allTextContents()).join())
      .toContain('Infinite Edges');
    expect((await page.locator('.vitrine-caption').allTextContents()).join()).toContain(
      'the part that was not streamed',
    );
  });

  it('can copy no link that goes around the rule: a stranger who gets one is refused', async ({
    page,
    visit,
  }) => {
    await signIn(page);
    await page.waitForURL(/members-screening/);
    await waitForThumbnails(page);
    await page.locator('vitrine-video[data-state="ready"]').nth(3).waitFor();
    const copied = await hrefs(page);
    expect(copied).toHaveLength(4);
    for (const href of copied) expect(href).toMatch(/^\/_vitrine\/watch\/[\w-]+$/);
    const stranger = await visit();
    expect((await stranger.goto(copied[0] ?? ''))?.status()).toBe(403);
    // A new tab of the member's own goes through the gate, and plays.
    await page.goto(copied[0] ?? '');
    await page.frameLocator('iframe').locator('video').waitFor();
  });

  it('leaves nothing behind in any tab when signing out', async ({ page }) => {
    await signIn(page);
    await page.waitForURL(/members-screening/);
    await waitForThumbnails(page);
    const other = await page.context().newPage();
    await other.goto('/members');
    await other.getByRole('button', { name: 'Sign out' }).click();
    await other.getByLabel('Passphrase').waitFor();
    await expect
      .poll(() =>
        page.evaluate(() =>
          Object.keys(sessionStorage).filter((key) => sessionStorage.getItem(key)?.includes('avh')),
        ),
      )
      .toEqual([]);
    await expect.poll(() => page.locator('.vitrine-title').allTextContents()).not.toContain('Infinite Edges');
    await page.reload();
    await expect.poll(() => states(page)).toEqual(Array(4).fill('denied'));
  });

  it('has the player taken away in every tab when signing out, whatever plays', async ({ page }) => {
    await signIn(page);
    await page.waitForURL(/members-screening/);
    await waitForThumbnails(page);
    const inDialog = await page.context().newPage();
    await inDialog.goto(GALLERY);
    await waitForThumbnails(inDialog);
    await inDialog.locator('.vitrine-link').first().click();
    await inDialog.frameLocator('dialog iframe').locator('video').waitFor();
    const inPlace = await page.context().newPage();
    await inPlace.goto('/article');
    await waitForThumbnails(inPlace);
    await inPlace.locator('.vitrine-link').first().click();
    await inPlace.frameLocator('.vitrine-in-place iframe').locator('video').waitFor();

    await page.goto('/members');
    await page.getByRole('button', { name: 'Sign out' }).click();
    await page.getByLabel('Passphrase').waitFor();
    await inDialog.locator('dialog').waitFor({ state: 'detached' });
    await inPlace.locator('.vitrine-in-place').waitFor({ state: 'detached' });
    await inPlace.locator('.vitrine-frame').waitFor();
    for (const tab of [inDialog, inPlace]) {
      expect(tab.frames()).toHaveLength(1);
      expect(tab.url()).not.toContain('#');
      expect(await tab.content()).not.toContain('avh=');
    }
  });

  it('loses a video that is withdrawn at once, without a build', async ({ built, page }) => {
    await signIn(page);
    await page.waitForURL(/members-screening/);
    await waitForThumbnails(page);
    await writeFile(`${built.folder}/withdrawn.txt`, `${CLOSING}\n`);
    await page.evaluate(() => sessionStorage.clear());
    await page.reload();
    await expect
      .poll(() => page.locator(`vitrine-video[video="${CLOSING}"]`).getAttribute('data-state'))
      .toBe('denied');
    expect((await states(page)).filter((state) => state === 'ready').length).toBeGreaterThan(0);
  });
});
