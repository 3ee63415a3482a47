import { join } from 'node:path';
import { describe, expect, onTestFinished } from 'vitest';
import { outsideTest } from '../helpers/outside.js';
import { waitForThumbnails, watchPage } from '../helpers/requests.js';
import { findSecrets } from '../helpers/secrets.js';
import { serve } from '../helpers/site.js';
import { addVitrine, type Setting, type Starter } from './add-vitrine.js';

const starters: Starter[] = ['minimal', 'blog', 'mdx', 'tailwind'];
const every: Setting[] = starters.flatMap((starter) =>
  (['static', 'server'] as const).flatMap((output) =>
    [undefined, '/docs'].map((base) => ({ starter, output, base })),
  ),
);

/** The two corners that differ most; `VITRINE_STARTERS=all` runs every one. */
const slice: Setting[] = [
  { starter: 'minimal', output: 'static', base: undefined },
  { starter: 'blog', output: 'server', base: '/docs' },
];
const settings = process.env.VITRINE_STARTERS === 'all' ? every : slice;

const it = outsideTest(['@astrojs/mdx', '@astrojs/sitemap', 'tailwindcss', '@tailwindcss/vite']);

describe('a starter with the tarball and one gallery file', () => {
  it.for(settings)(
    'paints thumbnails: $starter, output $output, base $base',
    async (setting, { browser, outside, sandbox }) => {
      const site = join(outside.folder, `${setting.starter}-${setting.output}${setting.base ? '-base' : ''}`);
      const paths = await addVitrine(site, setting, outside.manifest);
      const { code, output } = await outside.astro(site, 'build', sandbox.env);
      expect(code, output).toBe(0);
      const running = await serve(site, sandbox.env);
      onTestFinished(running.close);
      for (const path of paths) {
        const page = await browser.newPage();
        const { errors } = watchPage(page);
        const response = await page.goto(running.url + path);
        expect([path, response?.status()]).toEqual([path, 200]);
        expect(await waitForThumbnails(page)).toBeGreaterThan(2);
        expect([path, errors]).toEqual([path, []]);
        await page.close();
      }
      const { privateTokens, sessionTokens } = sandbox.issued();
      expect(await findSecrets([join(site, 'dist')], [...privateTokens, ...sessionTokens])).toEqual([]);
    },
  );
});
