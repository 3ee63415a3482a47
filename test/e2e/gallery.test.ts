import { type Sandbox, startSandbox } from 'api-video-sandbox';
import type { Browser, BrowserContext, Frame, Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { launchBrowser } from '../../sandbox/test/helpers/browser.js';
import { waitForThumbnails, watchPage } from '../helpers/requests.js';
import { findSecrets } from '../helpers/secrets.js';
import { astro, createSite, type RunningSite, removeSite, serve } from '../helpers/site.js';

const GALLERY = '/galleries/spring-summit-2026/';

let now = Date.now();
let sandbox: Sandbox;
let folder: string;
let site: RunningSite;
let browser: Browser;
let context: BrowserContext;

beforeAll(async () => {
  sandbox = await startSandbox({ limits: false, clock: () => now });
  folder = await createSite('demo');
  const built = await astro(folder, 'build', sandbox.env);
  expect(built.output).toContain('Complete!');
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

async function open(options: Parameters<Browser['newContext']>[0] = {}): Promise<Page> {
  context = await browser.newContext({ viewport: { width: 1440, height: 900 }, ...options });
  return context.newPage();
}

/** The video of the embed page has got somewhere. */
const playing = (root: Page | Frame) =>
  root.waitForFunction(() => (document.querySelector('video')?.currentTime ?? 0) > 0.2);

describe('a visitor', () => {
  it('sees every near thumbnail painted, without an error in the console', async () => {
    const page = await open();
    const { errors, asked } = watchPage(page);
    await page.goto(site.url + GALLERY);
    expect(await waitForThumbnails(page)).toBeGreaterThan(3);
    expect(asked()).toHaveLength(1);
    expect(errors).toEqual([]);
  });

  it('sees a card that a script puts into the gallery later', async () => {
    const page = await open();
    await page.goto(site.url + GALLERY);
    await waitForThumbnails(page);
    const late = await page.locator('.vitrine-grid').evaluateHandle((grid) => {
      const card = [...grid.children].findLast((each) => each.querySelector('vitrine-video')) as Element;
      card.remove();
      grid.prepend(card.cloneNode(true));
      return grid.querySelector('vitrine-video') as Element;
    });
    await page.waitForFunction((video) => video.querySelector('img')?.naturalWidth, late);
    expect(await late.getAttribute('data-state')).toBe('ready');
  });

  it('plays a video with a click, over the page', async () => {
    const page = await open();
    await page.goto(site.url + GALLERY);
    await waitForThumbnails(page);
    await page.locator('vitrine-video .vitrine-link').first().click();
    await page.locator('dialog[open]').waitFor();
    await page.frameLocator('dialog iframe').locator('video').waitFor();
    const frame = page.frames().find((each) => each.url().startsWith(sandbox.embedUrl));
    await playing(frame as Frame);
  });

  it('plays in a tab of its own by the link', async () => {
    const page = await open();
    await page.goto(site.url + GALLERY);
    await waitForThumbnails(page);
    const link = page.locator('vitrine-video .vitrine-link').first();
    await expect.poll(() => link.getAttribute('href')).toContain(sandbox.embedUrl);
    await page.goto((await link.getAttribute('href')) ?? '');
    await page.getByRole('button', { name: 'Play' }).first().click();
    await playing(page);
  });

  it('costs nothing on a reload', async () => {
    const page = await open();
    await page.goto(site.url + GALLERY);
    await waitForThumbnails(page);
    const sources = () =>
      page
        .locator('vitrine-video img')
        .evaluateAll((images) => images.map((image) => image.getAttribute('src')));
    const before = await sources();
    const { asked } = watchPage(page);
    await page.reload();
    await waitForThumbnails(page);
    expect(asked()).toHaveLength(0);
    expect(await sources()).toEqual(before);
  });

  it('mints nothing by hovering', async () => {
    const page = await open();
    await page.goto(site.url + GALLERY);
    await waitForThumbnails(page);
    const { requests } = watchPage(page);
    for (const link of await page.locator('vitrine-video[data-state="ready"] .vitrine-link').all()) {
      const box = await link.boundingBox();
      if (box && box.y + box.height < 900) await link.hover();
    }
    expect(requests.filter((request) => request.url().includes('/_vitrine/'))).toEqual([]);
  });

  it('plays without JavaScript, at an address that holds no token', async () => {
    const page = await open({ javaScriptEnabled: false });
    await page.goto(site.url + GALLERY);
    await page.locator('vitrine-video .vitrine-link').first().click();
    await page.waitForLoadState('networkidle');
    const address = page.url();
    expect(address).toContain('/_vitrine/watch/');
    for (const token of Object.values(sandbox.issued()).flat()) expect(address).not.toContain(token);
    const frame = page.frames().find((each) => each.url().startsWith(sandbox.embedUrl));
    expect(frame?.url()).toContain('avh=');
    expect((await fetch(frame?.url() ?? '')).status).toBe(200);
  });

  it('plays in the frame of the watch page', async () => {
    const page = await open();
    await page.goto(site.url + GALLERY);
    // As the page was built: by now the link may lead to the player itself.
    const watch = /\bhref="([^"]*\/_vitrine\/watch\/[^"]+)"/.exec(
      await (await fetch(site.url + GALLERY)).text(),
    )?.[1];
    const { errors } = watchPage(page);
    await page.goto(new URL(watch ?? '', site.url).href);
    const frame = page.frameLocator('iframe');
    await frame.getByRole('button', { name: 'Play' }).first().click();
    const inner = page.frames().find((each) => each.url().startsWith(sandbox.embedUrl));
    await inner?.waitForFunction(() => (document.querySelector('video')?.currentTime ?? 0) > 0.2);
    expect(errors).toEqual([]);
  });
});

describe('the sandbox', () => {
  it('refuses a used URL without its session, and one whose session has ended', async () => {
    const page = await open();
    await page.goto(site.url + GALLERY);
    await waitForThumbnails(page);
    const url = await page.locator('vitrine-video img').first().getAttribute('src');
    const bare = new URL(url ?? '');
    bare.searchParams.delete('avh');
    expect((await fetch(url ?? '')).status).toBe(200);
    expect((await fetch(bare)).status).toBe(404);
    now += 25 * 60 * 60 * 1000;
    expect((await fetch(url ?? '')).status).toBe(404);
  });

  it('never saw the key on a media or embed origin', () => {
    expect(sandbox.counters().keyOnDeliveryHost).toBe(0);
  });
});

describe('no secret', () => {
  const secrets = () => [...Object.values(sandbox.issued()).flat(), sandbox.apiKey];

  it('was ever issued to nobody: the proof has something to look for', () => {
    expect(secrets().length).toBeGreaterThan(50);
  });

  it('is in anything that was built or stored, or in what the server printed', async () => {
    expect(await findSecrets([folder], secrets())).toEqual([]);
    for (const secret of secrets()) expect(site.output()).not.toContain(secret);
  });

  it('is in the pages: the grant key is in dist/server alone', async () => {
    const grantSecret = await readGrantSecret(folder);
    const leaks = await findSecrets([folder], [grantSecret]);
    expect(leaks.length).toBeGreaterThan(0);
    expect(leaks.filter(({ file }) => !file.startsWith(`${folder}/dist/server/`))).toEqual([]);
  });

  it('could hide: a planted one is found', async () => {
    const token = sandbox.issued().privateTokens[0] ?? '';
    const { writeFile, rm } = await import('node:fs/promises');
    const planted = `${folder}/dist/client/planted.html`;
    await writeFile(planted, `<a href="https://embed.api.video/vod/vi1?token=${token}">`);
    expect(await findSecrets([folder], secrets())).toMatchObject([{ file: planted }]);
    await rm(planted);
  });
});

/** The one secret a build writes down, as the server's own code has it. */
async function readGrantSecret(from: string): Promise<string> {
  const { readdir, readFile } = await import('node:fs/promises');
  for (const name of await readdir(`${from}/dist/server/chunks`)) {
    const text = await readFile(`${from}/dist/server/chunks/${name}`, 'utf8');
    const found = text.match(/grantSecret = "([\w-]{43})"/)?.[1];
    if (found) return found;
  }
  throw new Error('The server holds no grant secret.');
}
