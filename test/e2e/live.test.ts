import { describe, expect } from 'vitest';
import { call } from '../../sandbox/test/helpers/run-sandbox.js';
import { siteTest } from '../helpers/fixtures.js';
import { waitForThumbnails, watchPage } from '../helpers/requests.js';

const CONFIG = `import node from '@astrojs/node';
import vitrine from 'astro-vitrine';
export default {
  adapter: node({ mode: 'standalone' }),
  session: false,
  security: { csp: { directives: ["default-src 'self'"] } },
  integrations: [vitrine({ live: true, card: './src/Card.astro' })],
};`;

const CARD = `---
import { VideoCaption, VideoLink, VideoThumbnail, VideoTitle } from 'astro-vitrine/components';
const { video } = Astro.props;
---
<VideoLink video={video}><VideoThumbnail video={video} /><b class="name"><VideoTitle video={video} /></b></VideoLink>
<VideoCaption video={video} />
<style>.name { letter-spacing: 7px }</style>`;

const it = siteTest({
  files: {
    'astro.config.mjs': CONFIG,
    'src/Card.astro': CARD,
    'src/content/galleries/talks.md': '---\ntitle: Talks\nselect: { tags: [talk] }\n---\n',
    'src/content/galleries/fresh.md': '---\ntitle: Fresh\nselect: { tags: [fresh] }\n---\n',
  },
});

describe('a live gallery', () => {
  it('paints and plays under a strict policy, with a card of the site’s own and its styles', async ({
    page,
    players,
  }) => {
    const { errors } = watchPage(page);
    for (const visit of ['made', 'kept']) {
      await page.goto('/galleries/talks/');
      expect([visit, (await waitForThumbnails(page)) > 3]).toEqual([visit, true]);
      const spacing = await page
        .locator('.name')
        .first()
        .evaluate((name) => getComputedStyle(name).letterSpacing);
      expect(spacing).toBe('7px');
    }
    await page.locator('vitrine-video .vitrine-link').first().click();
    await players.embedPlays(page);
    expect(errors).toEqual([]);
  });

  it('shows a video within 75 seconds of its tag, and plays it', async ({ page, players, sandbox }) => {
    await page.goto('/galleries/fresh/');
    expect(await page.locator('.vitrine-card').count()).toBe(0);
    const { json } = await call(sandbox, 'GET', '/videos?tags[]=talk');
    const { videoId, title } = json.data.find((video: { public: boolean }) => !video.public);
    await call(sandbox, 'PATCH', `/videos/${videoId}`, { tags: ['talk', 'fresh'] });
    const tagged = Date.now();
    const shown = async () => {
      await page.reload();
      return page.locator(`[data-video="${videoId}"]`).count();
    };
    await expect.poll(shown, { timeout: 90_000, interval: 2000 }).toBe(1);
    // Reloaded every two seconds.
    expect((Date.now() - tagged) / 1000).toBeLessThan(75 + 2);
    expect(await waitForThumbnails(page)).toBe(1);
    expect(await page.locator('.vitrine-title').textContent()).toContain(title);
    await page.locator('vitrine-video .vitrine-link').click();
    await players.embedPlays(page);
  });
});
