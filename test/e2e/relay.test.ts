import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { type Sandbox, startSandbox } from '../../integration/src/sandbox/index.js';
import { launchBrowser } from '../helpers/browser.js';
import { waitForThumbnails, watchPage } from '../helpers/requests.js';
import { astro, createSite, type RunningSite, removeSite, serve } from '../helpers/site.js';

const CONFIG = `import node from '@astrojs/node';
import vitrine from 'astro-vitrine';
export default {
  adapter: node({ mode: 'standalone' }),
  session: false,
  integrations: [vitrine({ thumbnails: 'relay' })],
};`;

let sandbox: Sandbox;
let folder: string;
let site: RunningSite;
let browser: Browser;

beforeAll(async () => {
  sandbox = await startSandbox({ limits: false });
  folder = await createSite('minimal', {
    'astro.config.mjs': CONFIG,
    'src/content/galleries/summit.md': '---\ntitle: Summit\nselect: { tags: [summit-2026] }\n---\n',
  });
  await astro(folder, 'build', sandbox.env);
  site = await serve(folder, sandbox.env);
  browser = await launchBrowser();
});

afterAll(async () => {
  await browser?.close();
  await site?.close();
  await sandbox?.close();
  if (folder) await removeSite(folder);
});

it('shows thumbnails from the site itself, and asks for a token only when somebody plays', async () => {
  const page = await browser.newPage();
  const { asked, errors, to } = watchPage(page);
  await page.goto(`${site.url}/galleries/summit/`);
  expect(await waitForThumbnails(page)).toBeGreaterThan(3);
  expect(asked()).toHaveLength(0);
  const pictures = page.locator('vitrine-video img');
  expect(new URL((await pictures.first().getAttribute('src')) ?? '', site.url).pathname).toContain(
    '/_vitrine/thumbnail/',
  );
  const before = to(sandbox.embedUrl).length;
  await page.locator('vitrine-video .vitrine-link').first().click();
  await page.frameLocator('dialog iframe').locator('video').waitFor();
  expect(asked()).toHaveLength(1);
  expect(to(sandbox.embedUrl).length).toBeGreaterThan(before);
  expect(errors).toEqual([]);
});
