import { describe, expect } from 'vitest';
import { siteTest } from '../helpers/fixtures.js';
import { waitForThumbnails, watchPage } from '../helpers/requests.js';
import { dev } from '../helpers/site.js';

const PAGE = `---
import { Gallery } from 'astro-vitrine/components';
---
<html lang="en"><head><title>Page</title><link rel="icon" href="data:,"></head><body>
<Gallery id="summit" />
<script>
  import { $videos } from 'astro-vitrine/client';
  $videos.subscribe((videos) => {
    const ready = Object.values(videos).filter(({ status }) => status === 'ready').length;
    document.body.dataset.ready = String(ready);
  });
</script>
</body></html>`;

const it = siteTest({
  files: {
    'src/pages/page.astro': PAGE,
    'src/content/galleries/summit.md': '---\ntitle: Summit\nselect: { tags: [summit-2026] }\n---\n',
    'src/content/galleries/drafted.md': '---\ntitle: D\ndraft: true\nselect: { tags: [summit-2026] }\n---\n',
    'src/content/galleries/later.md':
      '---\ntitle: L\npublishAt: 2999-01-01T18:00:00+02:00\nselect: { tags: [summit-2026] }\n---\n',
    'src/content/galleries/old.md':
      '---\ntitle: O\nunpublishAt: 2026-01-01\naliases: [older]\nselect: { tags: [summit-2026] }\n---\n',
    'src/content/galleries/timed.md':
      '---\ntitle: T\nvideos: [{ id: viU4poCVzwFMdHj8OgHqDd2a, publishAt: 2999-01-01, caption: Uncut }]\n---\n',
    'src/content/galleries/broken.md': '---\ntitle: Broken\nvideos: [viNobodyHasThis]\n---\n',
  },
}).extend('site', { scope: 'file' }, async ({ folder }, { onCleanup }) => {
  const site = await dev(folder);
  onCleanup(site.close);
  return site;
});

describe('astro dev without a key', () => {
  it('starts a sandbox and says so', ({ site }) => {
    expect(site.output()).toContain('a local sandbox with sample videos stands in for api.video');
  });

  it('shows thumbnails, and a page script sees the store that the island fills', async ({ page }) => {
    const { errors } = watchPage(page);
    await page.goto('/page');
    const near = await waitForThumbnails(page);
    await expect
      .poll(async () => Number(await page.locator('body').getAttribute('data-ready')))
      .toBeGreaterThanOrEqual(near);
    expect(errors).toEqual([]);
  });

  it('tells api.video of a play in the browser’s own player', async ({ page }) => {
    const { errors } = watchPage(page);
    await page.goto('/page');
    await waitForThumbnails(page);
    await page.evaluate(() => document.querySelector('vitrine-gallery')?.setAttribute('player', 'native'));
    const told = page.waitForResponse((response) => new URL(response.url()).pathname === '/vod');
    await page.locator('vitrine-video .vitrine-link').first().click();
    expect((await told).status()).toBe(200);
    expect(errors).toEqual([]);
  });

  it('plays on the watch page, which says what the gallery says', async ({ page }) => {
    const { errors } = watchPage(page);
    await page.goto('/galleries/summit');
    const grant = await page.locator('vitrine-video').first().getAttribute('grant');
    const title = await page.locator('vitrine-video .vitrine-title').first().textContent();
    await page.goto(`/_vitrine/watch/${grant}`);
    await page.locator('.vitrine-in-place iframe').waitFor();
    expect(await page.locator('.vitrine-watch h1').textContent()).toBe(title);
    expect(await page.locator('.vitrine-back a').textContent()).toBe('Summit');
    expect(errors).toEqual([]);
  });

  it('shows what nobody else sees yet, or any more, and says so', async ({ page }) => {
    const mark = page.locator('.vitrine-mark');
    for (const [gallery, told] of [
      ['drafted', 'Draft: only `astro dev` shows it.'],
      ['later', 'Only `astro dev` shows it before 2999-01-01T16:00Z.'],
      ['older', 'Only `astro dev` shows it after 2026-01-01T00:00Z.'],
    ] as const) {
      await page.goto(`/galleries/${gallery}`);
      expect(await mark.textContent()).toBe(told);
    }
    await page.goto('/galleries/timed');
    expect(await page.locator('.vitrine-caption').textContent()).toBe(
      'Only `astro dev` shows it before 2999-01-01T00:00Z. Uncut',
    );
    await page.goto('/galleries/summit');
    expect(await mark.count()).toBe(0);
  });

  it('answers a gallery with a mistake in it with what is wrong, and the others as ever', async ({
    site,
  }) => {
    expect((await fetch(`${site.url}/galleries/broken`)).status).toBe(500);
    await expect.poll(() => site.output()).toContain('viNobodyHasThis');
    expect((await fetch(`${site.url}/galleries/summit`)).status).toBe(200);
    expect((await fetch(`${site.url}/galleries`)).status).toBe(200);
  });

  it('says in Server-Timing what an answer took', async ({ site }) => {
    const headers = { 'content-type': 'application/json' };
    const answer = await fetch(`${site.url}/_vitrine/tokens`, { method: 'POST', headers });
    expect(answer.status).toBe(403);
    expect(answer.headers.get('server-timing')).toMatch(/^total;dur=[\d.]+$/);
  });
});
