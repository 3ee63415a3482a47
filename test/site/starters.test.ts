import { join } from 'node:path';
import { type Sandbox, startSandbox } from 'api-video-sandbox';
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { launchBrowser } from '../../sandbox/test/helpers/browser.js';
import { installOutside, type Outside } from '../helpers/outside.js';
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

let outside: Outside;
let sandbox: Sandbox;
let browser: Browser;

beforeAll(async () => {
  sandbox = await startSandbox({ limits: false });
  outside = await installOutside(['@astrojs/mdx', '@astrojs/sitemap', 'tailwindcss', '@tailwindcss/vite']);
  browser = await launchBrowser();
});

afterAll(async () => {
  await browser?.close();
  await sandbox?.close();
  await outside?.remove();
});

describe('a starter with the tarball and one gallery file', () => {
  it.each(settings)('paints thumbnails: $starter, output $output, base $base', async (setting) => {
    const site = join(outside.folder, `${setting.starter}-${setting.output}${setting.base ? '-base' : ''}`);
    const paths = await addVitrine(site, setting, outside.manifest);
    const { code, output } = await outside.astro(site, 'build', sandbox.env);
    expect(code, output).toBe(0);
    const running = await serve(site, sandbox.env);
    try {
      for (const path of paths) {
        const page = await browser.newPage();
        const { errors } = watchPage(page);
        const response = await page.goto(running.url + path);
        expect([path, response?.status()]).toEqual([path, 200]);
        expect(await waitForThumbnails(page)).toBeGreaterThan(2);
        expect([path, errors]).toEqual([path, []]);
        await page.close();
      }
    } finally {
      await running.close();
    }
    const { privateTokens, sessionTokens } = sandbox.issued();
    expect(await findSecrets([join(site, 'dist')], [...privateTokens, ...sessionTokens])).toEqual([]);
  });
});
