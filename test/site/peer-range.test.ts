import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { startSandbox } from 'api-video-sandbox';
import { expect, it } from 'vitest';
import { launchBrowser } from '../../sandbox/test/helpers/browser.js';
import { installOutside } from '../helpers/outside.js';
import { waitForThumbnails } from '../helpers/requests.js';
import { ROOT, serve } from '../helpers/site.js';
import { addVitrine } from './add-vitrine.js';

const { peerDependencies } = JSON.parse(readFileSync(join(ROOT, 'integration/package.json'), 'utf8'));
const lowest = /^\^(\d+\.\d+\.\d+)$/.exec(peerDependencies.astro)?.[1] ?? '';

// The other end of the range is the Astro of the workspace, which every other test runs.
it.skipIf(process.env.VITRINE_STARTERS !== 'all')(
  `works with the lowest Astro of its peer range, ${lowest}`,
  async () => {
    const sandbox = await startSandbox({ limits: false });
    const outside = await installOutside([], { astro: lowest });
    const installed = readFileSync(join(outside.folder, 'node_modules/astro/package.json'), 'utf8');
    expect(JSON.parse(installed).version).toBe(lowest);
    const site = join(outside.folder, 'site');
    const [path = ''] = await addVitrine(
      site,
      { starter: 'minimal', output: 'static', base: undefined },
      outside.manifest,
    );
    const { code, output } = await outside.astro(site, 'build', sandbox.env);
    expect(code, output).toBe(0);
    const running = await serve(site, sandbox.env);
    const browser = await launchBrowser();
    const page = await browser.newPage();
    await page.goto(running.url + path);
    expect(await waitForThumbnails(page)).toBeGreaterThan(2);
    await browser.close();
    await running.close();
    await sandbox.close();
    await outside.remove();
  },
);
