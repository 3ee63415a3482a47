import { type Sandbox, startSandbox } from 'api-video-sandbox';
import type { Browser, Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { launchBrowser } from '../../sandbox/test/helpers/browser.js';
import { accessibilityFaults } from '../helpers/accessibility.js';
import { recipe } from '../helpers/recipe.js';
import { waitForThumbnails, watchPage } from '../helpers/requests.js';
import { astro, createSite, type RunningSite, removeSite, serve } from '../helpers/site.js';

const TALK = 'viU4poCVzwFMdHj8OgHqDd2a';

const CONFIG = `
import mdx from '@astrojs/mdx';
import node from '@astrojs/node';
import preact from '@astrojs/preact';
import { defineConfig } from 'astro/config';
import vitrine from 'astro-vitrine';

export default defineConfig({
  output: 'server',
  adapter: node({ mode: 'standalone' }),
  session: false,
  i18n: { locales: ['en', 'fr'], defaultLocale: 'en' },
  integrations: [mdx(), preact(), vitrine({
    pages: false,
    authorize: './src/authorize.ts',
    card: './src/components/Card.astro',
  })],
});
`;

const LAYOUT = `---
import { ClientRouter } from 'astro:transitions';
import Watching from '../components/Watching.jsx';
---
<html lang="en">
  <head><title>Site</title><link rel="icon" href="data:," /><ClientRouter /></head>
  <body><main><h1>Site</h1><Watching client:load /><a href="/fr/article/">Article</a><slot /></main></body>
</html>
`;

const GALLERY = "import { Gallery } from 'astro-vitrine/components';";

const page = (content: string, front = GALLERY) =>
  `---\n${front}\nimport Site from '../layouts/Site.astro';\n---\n<Site>${content}</Site>\n`;

let sandbox: Sandbox;
let folder: string;
let site: RunningSite;
let browser: Browser;
let tab: Page;

beforeAll(async () => {
  sandbox = await startSandbox({ limits: false });
  folder = await createSite('minimal', {
    'astro.config.mjs': CONFIG,
    // Astro bundles what a site's own package.json names.
    'package.json': JSON.stringify({ type: 'module', dependencies: { '@astrojs/preact': '*' } }),
    'src/authorize.ts': "export const authorize = (_context, { access }) => access === 'public';",
    'src/components/Card.astro': await recipe('integration/docs/look.md', 'src/components/Card.astro'),
    'src/components/Watching.jsx': await recipe('integration/docs/recipes.md', 'src/components/Watching.jsx'),
    'src/components/Late.astro': `---\n${GALLERY}\n---\n<Gallery id="talks" />`,
    'src/layouts/Site.astro': LAYOUT,
    'src/content/galleries/talks.md': `---\ntitle: Talks\nselect: { tags: [talk], limit: 6 }\n---\n`,
    'src/content/galleries/members.md': `---\ntitle: Members\naccess: members\nselect: { tags: [talk], limit: 3 }\n---\n`,
    'src/pages/index.astro': page('<Gallery id="talks" />'),
    'src/pages/static.astro': page('<Gallery id="talks" />', `${GALLERY}\nexport const prerender = true;`),
    'src/pages/members.astro': page('<Gallery id="members" />'),
    'src/pages/island.astro': page('<Late server:defer />', "import Late from '../components/Late.astro';"),
    'src/pages/fr/article.mdx': `---\nlayout: ../../layouts/Site.astro\n---\n\nimport { Gallery, Video } from 'astro-vitrine/components';\n\n<Video id="${TALK}" access="public" caption="En français." />\n\n<Gallery id="talks" />\n`,
  });
  const { output } = await astro(folder, 'build', sandbox.env);
  expect(output).toContain('Complete!');
  site = await serve(folder, sandbox.env);
  browser = await launchBrowser();
});

afterEach(async () => {
  await tab?.close();
});

afterAll(async () => {
  await browser?.close();
  await site?.close();
  await sandbox?.close();
  if (folder) await removeSite(folder);
});

async function open(path: string) {
  tab = await browser.newPage();
  const seen = watchPage(tab);
  const response = await tab.goto(site.url + path);
  return { ...seen, status: response?.status() };
}

describe('thumbnails are painted', () => {
  it.each([
    ['in an on-demand page', '/'],
    ['in a prerendered page', '/static'],
    ['in a server island', '/island'],
    ['in MDX, under a locale', '/fr/article'],
  ])('%s', async (_where, path) => {
    const { errors, asked, status } = await open(path);
    expect(status).toBe(200);
    expect(await waitForThumbnails(tab)).toBeGreaterThan(0);
    expect(asked()).toHaveLength(1);
    expect(errors).toEqual([]);
  });

  it('after a navigation of the client-side router, which fetches no watch page', async () => {
    const { errors, requests } = await open('/');
    await waitForThumbnails(tab);
    await tab.getByRole('link', { name: 'Article' }).click();
    await tab.getByText('En français.').waitFor();
    expect(await waitForThumbnails(tab)).toBeGreaterThan(0);
    expect(requests.filter((request) => request.url().includes('/_vitrine/watch/'))).toEqual([]);
    expect(errors).toEqual([]);
  });
});

it('adds no gallery page where pages are off, and watch pages all the same', async () => {
  expect((await fetch(`${site.url}/galleries/talks/`)).status).toBe(404);
  await open('/');
  const grant = await tab.locator('vitrine-video').first().getAttribute('grant');
  expect((await tab.goto(`${site.url}/_vitrine/watch/${grant}`))?.status()).toBe(200);
});

describe("a card of the site's own", () => {
  it('has its markup around and inside the link, which opens the dialog', async () => {
    await open('/');
    await waitForThumbnails(tab);
    const card = tab.locator('vitrine-video[video][grant] > article').first();
    const link = card.locator('a.vitrine-link');
    expect(await link.locator('h2 .vitrine-title').textContent()).not.toBe('');
    expect(await link.getAttribute('rel')).toBe('nofollow');
    expect(await accessibilityFaults(tab)).toEqual([]);
    await link.click();
    await tab.locator('dialog[open] iframe').waitFor();
    const title = await tab.locator('.vitrine-dialog-title').textContent();
    expect(title).toBe(await link.locator('.vitrine-title').textContent());
  });

  it('holds no title of a discreet gallery', async () => {
    await open('/members');
    await tab.locator('vitrine-video[data-state=denied]').first().waitFor();
    const titles = await tab.locator('.vitrine-title').allTextContents();
    expect(new Set(titles)).toEqual(new Set(['Private video']));
  });
});

it('tells an island of another framework what the store knows', async () => {
  await open('/');
  const painted = await waitForThumbnails(tab);
  await expect
    .poll(async () => Number.parseInt((await tab.getByTestId('watching').textContent()) ?? '', 10))
    .toBeGreaterThanOrEqual(painted);
});
