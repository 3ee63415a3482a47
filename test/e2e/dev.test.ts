import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { launchBrowser } from '../../sandbox/test/helpers/browser.js';
import { waitForThumbnails, watchPage } from '../helpers/requests.js';
import { createSite, dev, type RunningSite, removeSite } from '../helpers/site.js';

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

let folder: string;
let site: RunningSite;
let browser: Browser;

beforeAll(async () => {
  folder = await createSite('minimal', {
    'src/pages/page.astro': PAGE,
    'src/content/galleries/summit.md': '---\ntitle: Summit\nselect: { tags: [summit-2026] }\n---\n',
    'src/content/galleries/broken.md': '---\ntitle: Broken\nvideos: [viNobodyHasThis]\n---\n',
  });
  site = await dev(folder);
  browser = await launchBrowser();
});

afterAll(async () => {
  await browser?.close();
  await site?.close();
  if (folder) await removeSite(folder);
});

describe('astro dev without a key', () => {
  it('starts a sandbox and says so', () => {
    expect(site.output()).toContain('a local sandbox with sample videos stands in for api.video');
  });

  it('shows thumbnails, and a page script sees the store that the island fills', async () => {
    const page = await browser.newPage();
    const { errors } = watchPage(page);
    await page.goto(`${site.url}/page`);
    const near = await waitForThumbnails(page);
    await expect
      .poll(async () => Number(await page.locator('body').getAttribute('data-ready')))
      .toBeGreaterThanOrEqual(near);
    expect(errors).toEqual([]);
  });

  it('answers a gallery with a mistake in it with what is wrong, and the others as ever', async () => {
    expect((await fetch(`${site.url}/galleries/broken`)).status).toBe(500);
    await expect.poll(() => site.output()).toContain('viNobodyHasThis');
    expect((await fetch(`${site.url}/galleries/summit`)).status).toBe(200);
    expect((await fetch(`${site.url}/galleries`)).status).toBe(200);
  });

  it('says in Server-Timing what an answer took', async () => {
    const headers = { 'content-type': 'application/json' };
    const answer = await fetch(`${site.url}/_vitrine/tokens`, { method: 'POST', headers });
    expect(answer.status).toBe(403);
    expect(answer.headers.get('server-timing')).toMatch(/^total;dur=[\d.]+$/);
  });
});
