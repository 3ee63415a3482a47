import { expect } from 'vitest';
import { siteTest } from '../helpers/fixtures.js';
import { sourceOf, videoPlays } from '../helpers/playing.js';
import { waitForThumbnails, watchPage } from '../helpers/requests.js';

/** No sessions are kept ready for others, so that what is counted is one visitor's. */
const CONFIG = `import node from '@astrojs/node';
import vitrine from 'astro-vitrine';
export default {
  adapter: node({ mode: 'standalone' }),
  session: false,
  integrations: [vitrine({ pool: { perVideo: 0 } })],
};`;

const it = siteTest({
  files: {
    'astro.config.mjs': CONFIG,
    'src/content/galleries/all.md': '---\ntitle: All\nselect: {}\n---\n',
  },
  // One public and one private video: a page of the list mints one token.
  sandbox: { limits: false, videos: 2 },
});

it('lasts from the thumbnail through dialog, native HLS, mp4, a reload, and back: one token, one session', async ({
  page,
  players: { embedPlays, embedReady, failEmbed },
  sandbox,
}) => {
  const { errors } = watchPage(page);
  const before = sandbox.counters();
  await page.goto('/galleries/all/');
  await waitForThumbnails(page);
  const link = page.locator('vitrine-video .vitrine-link');

  await link.click();
  await embedPlays(page);
  await failEmbed(page);
  await videoPlays(page);
  expect(await sourceOf(page)).toContain('.m3u8');

  // As one whose HLS is out of reach.
  await page.route('**/*.m3u8*', (route) => route.fulfill({ status: 503 }));
  await page.keyboard.press('Escape');
  await link.click();
  await embedPlays(page);
  await failEmbed(page);
  await videoPlays(page);
  expect(await sourceOf(page)).toContain('.mp4');

  await page.reload();
  await embedReady(page);
  await page.goBack();
  await page.locator('dialog').waitFor({ state: 'detached' });
  await waitForThumbnails(page);

  const after = sandbox.counters();
  expect(after.minted - before.minted).toBe(1);
  expect(after.sessions - before.sessions).toBe(1);
  expect(after.burned).toBe(before.burned);
  expect(errors.filter((error) => !error.includes('503'))).toEqual([]);
});
