import { describe, expect } from 'vitest';
import { siteTest } from '../helpers/fixtures.js';
import { waitForThumbnails, watchPage } from '../helpers/requests.js';

const [ONE, TWO] = ['viU4poCVzwFMdHj8OgHqDd2a', 'viQ7362qJLCtIPjcok1O6FIJ'];

/** Every page is rendered when it is asked for. */
const CONFIG = `import mdx from '@astrojs/mdx';
import node from '@astrojs/node';
import vitrine from 'astro-vitrine';
export default {
  output: 'server',
  adapter: node({ mode: 'standalone' }),
  session: false,
  integrations: [mdx(), vitrine({ pages: false })],
};`;

const CONTENT = `import { defineCollection } from 'astro:content';
import { glob } from 'astro/loaders';
import { gallerySchema, videoLoader } from 'astro-vitrine/content';

export const collections = {
  videos: defineCollection({ loader: videoLoader() }),
  galleries: defineCollection({
    loader: glob({ base: './src/content/galleries', pattern: '**/*.md' }),
    schema: gallerySchema(),
  }),
  blog: defineCollection({ loader: glob({ base: './src/content/blog', pattern: '**/*.{md,mdx}' }) }),
};`;

const LAYOUT = `<html lang="en">
  <head><title>Site</title><link rel="icon" href="data:," /></head>
  <body><main><slot /></main></body>
</html>
`;

const POST = `---
import { getEntry, render } from 'astro:content';
import Site from '../../layouts/Site.astro';
const { Content } = await render(await getEntry('blog', Astro.params.id));
---
<Site><Content /></Site>
`;

const TEXT = `# Talks\n\n::video[${ONE}]{player title="The opening"}\n\nAnd more:\n::gallery[talks]\n`;

const it = siteTest({
  files: {
    'astro.config.mjs': CONFIG,
    'src/content.config.ts': CONTENT,
    'src/content/galleries/talks.md': `---\ntitle: Talks\nvideos: [${TWO}]\n---\n`,
    'src/content/blog/plain.md': TEXT,
    'src/content/blog/component.mdx': TEXT,
    'src/layouts/Site.astro': LAYOUT,
    'src/pages/page.md': `---\nlayout: ../layouts/Site.astro\n---\n\n${TEXT}`,
    'src/pages/blog/[id].astro': POST,
  },
});

describe('a video in the middle of Markdown', () => {
  it.for(['/page/', '/blog/plain/', '/blog/component/'])(
    'paints, and plays in its place, on %s',
    async (path, { page, players }) => {
      const { errors } = watchPage(page);
      await page.goto(path);
      expect(await waitForThumbnails(page)).toBeGreaterThan(0);
      const grids = page.locator('.vitrine-grid');
      expect(await grids.count()).toBe(2);
      expect(await grids.first().evaluate((grid) => getComputedStyle(grid).display)).toBe('grid');
      await page.getByRole('link', { name: 'The opening' }).click();
      await players.embedPlays(page);
      expect(await page.locator('dialog[open]').count()).toBe(0);
      expect(await page.locator('main vitrine-gallery iframe').count()).toBe(1);
      expect(errors).toEqual([]);
    },
  );
});
