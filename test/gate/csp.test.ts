import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { describe, expect } from 'vitest';
import { siteTest } from '../helpers/fixtures.js';
import { membersSite } from '../helpers/members-site.js';
import { waitForThumbnails, watchPage } from '../helpers/requests.js';

const config = (csp: string, options: string) => `
import node from '@astrojs/node';
import { defineConfig } from 'astro/config';
import vitrine from 'astro-vitrine';

export default defineConfig({
  adapter: node({ mode: 'standalone' }),
  session: false,
  security: { csp: ${csp} },
  integrations: [vitrine(${options})],
});
`;

/** Tests of a site under a policy of its own, and what its built gallery page says of it: the names of directives. */
const testUnder = (csp: string, options = '') =>
  siteTest({
    files: membersSite({ open: 'select: { tags: [summit-2026] }' }, '', {
      'astro.config.mjs': config(csp, options),
    }),
  }).extend('directives', async ({ built }) => {
    const html = await readFile(join(built.folder, 'dist/client/galleries/open/index.html'), 'utf8');
    const content = /http-equiv="content-security-policy" content="([^"]+)"/.exec(html)?.[1] ?? '';
    return content.split(';').flatMap((directive) => directive.trim().split(/\s+/)[0] || []);
  });

const itUnderSelf = testUnder(
  `{ directives: ["default-src 'self'", "object-src 'none'", "base-uri 'self'"] }`,
);
const itUnderScripts = testUnder('true');
const itUnderPlays = testUnder(
  `{ directives: ["default-src 'self'", "connect-src 'self'", "media-src 'self'"] }`,
);
const itWithoutAnalytics = testUnder(
  `{ directives: ["default-src 'self'", "connect-src 'self'", "media-src 'self'"] }`,
  `{ analytics: false }`,
);

describe("under default-src 'self'", () => {
  itUnderSelf('has the directives it had, extended, and not one more', ({ directives }) => {
    expect(directives.toSorted()).toEqual([
      'base-uri',
      'default-src',
      'object-src',
      'script-src',
      'style-src',
    ]);
  });

  itUnderSelf('shows thumbnails without a word of protest from the browser', async ({ page }) => {
    const { errors } = watchPage(page);
    await page.goto('/galleries/open/');
    expect(await waitForThumbnails(page)).toBeGreaterThan(2);
    expect(errors).toEqual([]);
  });

  itUnderSelf('shows the colours of pictures that are still to come', async ({ page }) => {
    const { errors } = watchPage(page);
    await page.route('**/thumbnail.jpg*', () => {});
    await page.goto('/galleries/open/', { waitUntil: 'domcontentloaded' });
    const field = page.locator('vitrine-video .vitrine-preview rect').first();
    await field.waitFor();
    const [painted, written] = await field.evaluate((rect) => {
      const probe = document.createElement('span');
      probe.style.color = rect.getAttribute('fill') ?? '';
      return [getComputedStyle(rect).fill, probe.style.color];
    });
    expect(written).toMatch(/^rgb\(/);
    expect(painted).toBe(written);
    expect(errors).toEqual([]);
  });

  itUnderSelf('plays on the watch page', async ({ page, players }) => {
    const { errors } = watchPage(page);
    await page.goto('/galleries/open/');
    await waitForThumbnails(page);
    const watch = await page.locator('vitrine-video').first().getAttribute('grant');
    await page.goto(`/_vitrine/watch/${watch}`);
    await players.pressPlay(page);
    expect(errors).toEqual([]);
  });
});

/** The first video, in the browser's own player, to its end. */
async function playToTheEnd(page: Page): Promise<void> {
  await page.goto('/galleries/open/');
  await waitForThumbnails(page);
  await page.evaluate(() => document.querySelector('vitrine-gallery')?.setAttribute('player', 'native'));
  await page.locator('vitrine-video .vitrine-link').first().click();
  await page.waitForFunction(() => document.querySelector('video')?.ended, undefined, { timeout: 30_000 });
}

describe('under a policy for scripts and styles alone', () => {
  itUnderScripts('has none added', ({ directives }) => {
    expect(directives.toSorted()).toEqual(['script-src', 'style-src']);
  });
});

describe('the analytics of plays in the browser’s own player', () => {
  itUnderPlays('reach the collector under a strict policy', async ({ page, sandbox }) => {
    const { errors } = watchPage(page);
    await playToTheEnd(page);
    await expect.poll(() => sandbox.counters().pings).toBeGreaterThan(1);
    expect(errors).toEqual([]);
  });

  itWithoutAnalytics('are neither sent nor loaded where the option is off', async ({ page, sandbox }) => {
    const { errors, requests } = watchPage(page);
    await playToTheEnd(page);
    expect(sandbox.counters().pings).toBe(0);
    expect(requests.filter((request) => request.url().includes('vitrine-plays'))).toEqual([]);
    expect(errors).toEqual([]);
  });
});
