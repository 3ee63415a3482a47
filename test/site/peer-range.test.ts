import { readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, onTestFinished } from 'vitest';
import { outsideTest } from '../helpers/outside.js';
import { waitForThumbnails } from '../helpers/requests.js';
import { ROOT, serve } from '../helpers/site.js';
import { addVitrine } from './add-vitrine.js';

const { peerDependencies } = JSON.parse(readFileSync(join(ROOT, 'integration/package.json'), 'utf8'));
const lowest = /^\^(\d+\.\d+\.\d+)$/.exec(peerDependencies.astro)?.[1] ?? '';

const it = outsideTest([], { astro: lowest });

// The other end of the range is the Astro of the workspace, which every other test runs.
it.skipIf(process.env.VITRINE_STARTERS !== 'all')(
  `works with the lowest Astro of its peer range, ${lowest}`,
  async ({ browser, outside, sandbox }) => {
    const installed = readFileSync(join(outside.folder, 'node_modules/astro/package.json'), 'utf8');
    expect(JSON.parse(installed).version).toBe(lowest);
    const site = join(outside.folder, 'site');
    const [path = ''] = await addVitrine(
      site,
      { starter: 'minimal', output: 'static', base: undefined },
      outside.manifest,
    );
    const slip = join(site, 'src/content/galleries/slip.md');
    writeFileSync(slip, '---\ntitle: A: b\nvideos: [viA]\n---\n');
    const failed = await outside.astro(site, 'build', sandbox.env);
    expect(failed.output).toContain('src/content/galleries/slip.md:2: there is a colon in the text');
    rmSync(slip);
    const { code, output } = await outside.astro(site, 'build', sandbox.env);
    expect(code, output).toBe(0);
    const running = await serve(site, sandbox.env);
    onTestFinished(running.close);
    const page = await browser.newPage();
    await page.goto(running.url + path);
    expect(await waitForThumbnails(page)).toBeGreaterThan(2);
  },
);
