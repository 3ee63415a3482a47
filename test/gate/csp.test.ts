import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { type Sandbox, startSandbox } from 'api-video-sandbox';
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { launchBrowser } from '../../sandbox/test/helpers/browser.js';
import { createMembersSite } from '../helpers/members-site.js';
import { waitForThumbnails, watchPage } from '../helpers/requests.js';
import { astro, type RunningSite, removeSite, serve } from '../helpers/site.js';

const config = (csp: string) => `
import node from '@astrojs/node';
import { defineConfig } from 'astro/config';
import vitrine from 'astro-vitrine';

export default defineConfig({
  adapter: node({ mode: 'standalone' }),
  session: false,
  security: { csp: ${csp} },
  integrations: [vitrine()],
});
`;

let sandbox: Sandbox;
let browser: Browser;
beforeAll(async () => {
  sandbox = await startSandbox({ limits: false });
  browser = await launchBrowser();
});
afterAll(async () => {
  await browser?.close();
  await sandbox?.close();
});

/** A site under a policy of its own, and what its built gallery page says of it. */
function siteUnder(csp: string) {
  const state = {} as { folder: string; site: RunningSite };
  beforeAll(async () => {
    state.folder = await createMembersSite({ open: 'select: { tags: [summit-2026] }' }, '', {
      'astro.config.mjs': config(csp),
    });
    expect((await astro(state.folder, 'build', sandbox.env)).output).toContain('Complete!');
    state.site = await serve(state.folder, sandbox.env);
  });
  afterAll(async () => {
    await state.site?.close();
    await removeSite(state.folder);
  });
  return {
    url: (path: string) => state.site.url + path,
    async directives() {
      const html = await readFile(join(state.folder, 'dist/client/galleries/open/index.html'), 'utf8');
      const content = /http-equiv="content-security-policy" content="([^"]+)"/.exec(html)?.[1] ?? '';
      return content.split(';').flatMap((directive) => directive.trim().split(/\s+/)[0] || []);
    },
  };
}

describe("under default-src 'self'", () => {
  const site = siteUnder(`{ directives: ["default-src 'self'", "object-src 'none'", "base-uri 'self'"] }`);

  it('has the directives it had, extended, and not one more', async () => {
    expect((await site.directives()).toSorted()).toEqual([
      'base-uri',
      'default-src',
      'object-src',
      'script-src',
      'style-src',
    ]);
  });

  it('shows thumbnails without a word of protest from the browser', async () => {
    const page = await browser.newPage();
    const { errors } = watchPage(page);
    await page.goto(site.url('/galleries/open/'));
    expect(await waitForThumbnails(page)).toBeGreaterThan(2);
    expect(errors).toEqual([]);
    await page.close();
  });

  it('plays on the watch page', async () => {
    const page = await browser.newPage();
    const { errors } = watchPage(page);
    await page.goto(site.url('/galleries/open/'));
    await waitForThumbnails(page);
    const watch = await page.locator('vitrine-video').first().getAttribute('grant');
    await page.goto(site.url(`/_vitrine/watch/${watch}`));
    await page.frameLocator('iframe').getByRole('button', { name: 'Play' }).first().click();
    const player = page.frames().find((frame) => frame.url().startsWith(sandbox.embedUrl));
    await player?.waitForFunction(() => (document.querySelector('video')?.currentTime ?? 0) > 0.2);
    expect(errors).toEqual([]);
    await page.close();
  });
});

describe('under a policy for scripts and styles alone', () => {
  const site = siteUnder('true');

  it('has none added', async () => {
    expect((await site.directives()).toSorted()).toEqual(['script-src', 'style-src']);
  });
});
