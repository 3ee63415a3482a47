import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect } from 'vitest';
import { siteTest } from '../helpers/fixtures.js';
import { membersSite } from '../helpers/members-site.js';
import { waitForThumbnails, watchPage } from '../helpers/requests.js';

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

/** Tests of a site under a policy of its own, and what its built gallery page says of it: the names of directives. */
const testUnder = (csp: string) =>
  siteTest({
    files: membersSite({ open: 'select: { tags: [summit-2026] }' }, '', { 'astro.config.mjs': config(csp) }),
  }).extend('directives', async ({ built }) => {
    const html = await readFile(join(built.folder, 'dist/client/galleries/open/index.html'), 'utf8');
    const content = /http-equiv="content-security-policy" content="([^"]+)"/.exec(html)?.[1] ?? '';
    return content.split(';').flatMap((directive) => directive.trim().split(/\s+/)[0] || []);
  });

const itUnderSelf = testUnder(
  `{ directives: ["default-src 'self'", "object-src 'none'", "base-uri 'self'"] }`,
);
const itUnderScripts = testUnder('true');

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

describe('under a policy for scripts and styles alone', () => {
  itUnderScripts('has none added', ({ directives }) => {
    expect(directives.toSorted()).toEqual(['script-src', 'style-src']);
  });
});
