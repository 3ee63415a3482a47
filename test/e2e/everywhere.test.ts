import { describe, expect } from 'vitest';
import { accessibilityFaults } from '../helpers/accessibility.js';
import { siteTest } from '../helpers/fixtures.js';
import { recipe } from '../helpers/recipe.js';
import { waitForThumbnails, watchPage } from '../helpers/requests.js';

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

const pageWith = (content: string, front = GALLERY) =>
  `---\n${front}\nimport Site from '../layouts/Site.astro';\n---\n<Site>${content}</Site>\n`;

const it = siteTest({
  files: {
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
    'src/pages/index.astro': pageWith('<Gallery id="talks" />'),
    'src/pages/static.astro': pageWith(
      '<Gallery id="talks" />',
      `${GALLERY}\nexport const prerender = true;`,
    ),
    'src/pages/members.astro': pageWith('<Gallery id="members" />'),
    'src/pages/island.astro': pageWith(
      '<Late server:defer />',
      "import Late from '../components/Late.astro';",
    ),
    'src/pages/fr/article.mdx': `---\nlayout: ../../layouts/Site.astro\n---\n\nimport { Gallery, Video } from 'astro-vitrine/components';\n\n<Video id="${TALK}" access="public" caption="En français." />\n\n<Gallery id="talks" />\n`,
  },
});

describe('thumbnails are painted', () => {
  it.for([
    ['in an on-demand page', '/'],
    ['in a prerendered page', '/static'],
    ['in a server island', '/island'],
    ['in MDX, under a locale', '/fr/article'],
  ] as const)('%s', async ([, path], { page }) => {
    const { errors, asked } = watchPage(page);
    const response = await page.goto(path);
    expect(response?.status()).toBe(200);
    expect(await waitForThumbnails(page)).toBeGreaterThan(0);
    expect(asked()).toHaveLength(1);
    expect(errors).toEqual([]);
  });

  it('after a navigation of the client-side router, which fetches no watch page', async ({ page }) => {
    const { errors, requests } = watchPage(page);
    await page.goto('/');
    await waitForThumbnails(page);
    await page.getByRole('link', { name: 'Article' }).click();
    await page.getByText('En français.').waitFor();
    expect(await waitForThumbnails(page)).toBeGreaterThan(0);
    expect(requests.filter((request) => request.url().includes('/_vitrine/watch/'))).toEqual([]);
    expect(errors).toEqual([]);
  });
});

it('adds no gallery page where pages are off, and watch pages all the same', async ({ page, site }) => {
  expect((await fetch(`${site.url}/galleries/talks/`)).status).toBe(404);
  await page.goto('/');
  const grant = await page.locator('vitrine-video').first().getAttribute('grant');
  expect((await page.goto(`/_vitrine/watch/${grant}`))?.status()).toBe(200);
});

describe("a card of the site's own", () => {
  it('has its markup around and inside the link, which opens the dialog', async ({ page }) => {
    await page.goto('/');
    await waitForThumbnails(page);
    const card = page.locator('vitrine-video[video][grant] > article').first();
    const link = card.locator('a.vitrine-link');
    expect(await link.locator('h2 .vitrine-title').textContent()).not.toBe('');
    expect(await link.getAttribute('rel')).toBe('nofollow');
    expect(await accessibilityFaults(page)).toEqual([]);
    await link.click();
    await page.locator('dialog[open] iframe').waitFor();
    const title = await page.locator('.vitrine-dialog-title').textContent();
    expect(title).toBe(await link.locator('.vitrine-title').textContent());
  });

  it('holds no title of a discreet gallery', async ({ page }) => {
    await page.goto('/members');
    await page.locator('vitrine-video[data-state=denied]').first().waitFor();
    const titles = await page.locator('.vitrine-title').allTextContents();
    expect(new Set(titles)).toEqual(new Set(['Private video']));
  });
});

it('tells an island of another framework what the store knows', async ({ page }) => {
  await page.goto('/');
  const painted = await waitForThumbnails(page);
  await expect
    .poll(async () => Number.parseInt((await page.getByTestId('watching').textContent()) ?? '', 10))
    .toBeGreaterThanOrEqual(painted);
});
