import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { describe, expect } from 'vitest';
import { LIBRARY_PATH, MISTAKES_PATH, REFRESH_PATH } from '../../integration/src/contract/library.js';
import { METERS_PATH } from '../../integration/src/contract/meters.js';
import { siteTest } from '../helpers/fixtures.js';
import { countLeaks } from '../helpers/leaks.js';
import { waitForThumbnails, watchPage } from '../helpers/requests.js';
import { findSecrets } from '../helpers/secrets.js';
import { dev } from '../helpers/site.js';

const FILES = {
  'src/content/galleries/summit.md': '---\ntitle: Summit\nselect: { tags: [summit-2026] }\n---\n',
};

const it = siteTest({
  files: FILES,
  sandbox: { limits: { reads: 400, writes: 200, uploads: 100 } },
}).extend('site', { scope: 'file' }, async ({ folder, sandbox }, { onCleanup }) => {
  const site = await dev(folder, sandbox.env);
  onCleanup(site.close);
  return site;
});

/** Opens the app as a press on its button does, which is heard once the app is loaded; gives its canvas. */
async function openApp(page: Page) {
  const button = page.locator('astro-dev-toolbar button[data-app-id="astro-vitrine"]');
  const canvas = page.locator('astro-dev-toolbar-app-canvas[data-app-id="astro-vitrine"]');
  const isOpen = async () => (await canvas.getAttribute('data-active')) !== null;
  await expect
    .poll(async () => {
      if (!(await isOpen())) await button.dispatchEvent('click');
      return isOpen();
    })
    .toBe(true);
  return canvas;
}

describe('the app in the dev toolbar', () => {
  it("shows the page's videos, their sessions, pool, quota and the way to the sandbox", async ({
    page,
    sandbox,
  }) => {
    const { errors } = watchPage(page);
    await page.goto('/galleries/summit/');
    const near = await waitForThumbnails(page);
    const app = await openApp(page);
    const rows = app.locator('tbody tr');
    await expect.poll(() => rows.count()).toBeGreaterThan(near);
    const ready = rows.filter({ hasText: 'ready' });
    await expect.poll(() => ready.count()).toBeGreaterThanOrEqual(near);
    const cells = await ready.first().locator('td').allTextContents();
    expect(cells[0]).toMatch(/vi\w+$/);
    expect(cells[2]).toMatch(/^(\d+ min )?\d+ s$/);
    expect(cells[3]).toMatch(/^23 h 5\d min \d+ s$/);
    await expect.poll(() => ready.first().locator('td').last().textContent()).not.toBe(cells[3]);
    await expect
      .poll(() => app.locator('.meter').allTextContents())
      .toEqual([
        expect.stringMatching(/^Pool +\d+ of 5000 sessions ready/),
        expect.stringMatching(/^Quota +\d+ of 400 reads left, whole again in/),
      ]);
    const admin = app.getByText('Sandbox admin');
    expect(await admin.getAttribute('href')).toBe(`${sandbox.apiUrl}/_sandbox`);
    const { privateTokens, sessionTokens } = sandbox.issued();
    const shown = await app.evaluate((canvas) => canvas.shadowRoot?.innerHTML ?? '');
    expect(countLeaks(shown, [...privateTokens, ...sessionTokens, sandbox.apiKey])).toBe(0);
    expect(errors).toEqual([]);
  });

  it('says so where a page has no video, and lists states that are no session', async ({ page }) => {
    await page.goto('/');
    const empty = await openApp(page);
    await expect.poll(() => empty.getByText('There is no video on this page').count()).toBe(1);
    await page.route('**/_vitrine/tokens', (route) =>
      route.fulfill({
        json: {
          videos: route
            .request()
            .postDataJSON()
            .grants.map(() => ({ status: 'denied' })),
        },
      }),
    );
    await page.goto('/galleries/summit/');
    const app = await openApp(page);
    await expect.poll(() => app.locator('tbody tr', { hasText: 'denied' }).count()).toBeGreaterThan(0);
  });

  it('finds videos, says where they stand, and copies the line to paste', async ({ page, sandbox }) => {
    await page.context().grantPermissions(['clipboard-read', 'clipboard-write']);
    const { errors } = watchPage(page);
    await page.goto('/');
    const app = await openApp(page);
    const found = app.locator('.finder li');
    const told = app.locator('.finder [role=status]');
    await expect.poll(() => told.textContent()).toMatch(/^(\d+) of \1 videos$/);
    const words = app.getByLabel('Find videos by title, tag or id');
    await words.fill('summit-2026');
    await expect.poll(() => found.count()).toBeGreaterThan(2);
    expect(await found.first().textContent()).toContain('in Summit');
    const painted = () =>
      found.locator('img').evaluateAll((images: HTMLImageElement[]) => images[0]?.naturalWidth ?? 0);
    await expect.poll(painted).toBeGreaterThan(0);
    await words.fill('light painting');
    await expect.poll(() => found.count()).toBe(1);
    await found.getByRole('button', { name: 'Copy line' }).click();
    await found.getByRole('button', { name: 'Copied' }).waitFor();
    const line = await page.evaluate(() => navigator.clipboard.readText());
    expect(line).toMatch(/^ {2}- vi\w+ # .*Light Painting.*\n$/);
    const { privateTokens, sessionTokens } = sandbox.issued();
    const library = await (await fetch(new URL(LIBRARY_PATH, page.url()))).text();
    expect(countLeaks(library, [...privateTokens, ...sessionTokens, sandbox.apiKey])).toBe(0);
    expect(errors).toEqual([]);
  });

  it('reads the account again when asked', async ({ page, sandbox }) => {
    const headers = {
      authorization: `Basic ${btoa(`${sandbox.apiKey}:`)}`,
      'content-type': 'application/json',
    };
    await page.goto('/');
    const app = await openApp(page);
    const words = app.getByLabel('Find videos by title, tag or id');
    await words.fill('uploaded a moment ago');
    await expect.poll(() => app.locator('.finder [role=status]').textContent()).toMatch(/^0 of/);
    await fetch(`${sandbox.apiUrl}/videos`, {
      method: 'POST',
      headers,
      body: JSON.stringify({ title: 'Uploaded a moment ago', public: false }),
    });
    await app.getByRole('button', { name: 'Read the account now' }).click();
    await expect
      .poll(() => app.locator('.finder li').allTextContents())
      .toEqual([expect.stringContaining('in no gallery')]);
  });

  it('says what is wrong with a gallery when it is saved, with a badge, until it is put right', async ({
    folder,
    page,
  }) => {
    await page.goto('/');
    const notice = page.locator('astro-dev-toolbar button[data-app-id="astro-vitrine"] .notification');
    const isShown = () => notice.evaluate((element) => element.hasAttribute('data-active'));
    await expect.poll(isShown).toBe(false);
    const file = join(folder, 'src/content/galleries/summit.md');
    const right = await readFile(file, 'utf8');
    await writeFile(file, right.replace('select:', 'selct:'));
    await expect.poll(isShown).toBe(true);
    const app = await openApp(page);
    expect(await app.locator('.mistakes').textContent()).toMatch(
      /summit\.md:3.*there is no `selct` here; write `select`/,
    );
    await writeFile(file, right);
    await expect.poll(isShown).toBe(false);
  });

  it('answers nothing to other sites', async ({ site }) => {
    const headers = { 'sec-fetch-site': 'cross-site' };
    expect((await fetch(site.url + LIBRARY_PATH, { headers })).status).toBe(403);
    expect((await fetch(site.url + MISTAKES_PATH, { headers })).status).toBe(403);
    expect((await fetch(site.url + REFRESH_PATH, { method: 'POST', headers })).status).toBe(403);
    expect((await fetch(site.url + REFRESH_PATH)).status).toBe(405);
  });

  it('answers with meters and nothing that is secret', async ({ site }) => {
    const answer = await fetch(site.url + METERS_PATH);
    expect(answer.headers.get('cache-control')).toBe('no-store');
    const meters = await answer.json();
    expect(Object.keys(meters).sort()).toEqual(['admin', 'pool', 'quota']);
  });
});

siteTest({ files: FILES })('leaves nothing of it in a build', async ({ built }) => {
  const traces = [
    METERS_PATH,
    LIBRARY_PATH,
    REFRESH_PATH,
    'dev-toolbar',
    'toolbar/app',
    'Sandbox admin',
    'metersNow',
  ];
  expect(await findSecrets([join(built.folder, 'dist')], traces)).toEqual([]);
});
