import { readdir, readFile, rm, writeFile } from 'node:fs/promises';
import type { Sandbox } from 'api-video-sandbox';
import { describe, expect } from 'vitest';
import { demoTest } from '../helpers/demo.js';
import { plays } from '../helpers/playing.js';
import { waitForThumbnails, watchPage } from '../helpers/requests.js';
import { findSecrets } from '../helpers/secrets.js';

const GALLERY = '/galleries/spring-summit-2026/';

let now = Date.now();
const it = demoTest({ limits: false, clock: () => now });

describe('a visitor', () => {
  it('sees every near thumbnail painted, without an error in the console', async ({ page }) => {
    const { errors, asked } = watchPage(page);
    await page.goto(GALLERY);
    expect(await waitForThumbnails(page)).toBeGreaterThan(3);
    expect(asked()).toHaveLength(1);
    expect(errors).toEqual([]);
  });

  it('sees a card that a script puts into the gallery later', async ({ page }) => {
    await page.goto(GALLERY);
    await waitForThumbnails(page);
    const late = await page.locator('.vitrine-grid').evaluateHandle((grid) => {
      const card = [...grid.children].findLast((each) => each.querySelector('vitrine-video')) as Element;
      card.remove();
      grid.prepend(card.cloneNode(true));
      return grid.querySelector('vitrine-video') as Element;
    });
    await page.waitForFunction((video) => video.querySelector('img')?.naturalWidth, late);
    expect(await late.getAttribute('data-state')).toBe('ready');
  });

  it('plays a video with a click, over the page', async ({ page, players }) => {
    await page.goto(GALLERY);
    await waitForThumbnails(page);
    await page.locator('vitrine-video .vitrine-link').first().click();
    await page.locator('dialog[open]').waitFor();
    await page.frameLocator('dialog iframe').locator('video').waitFor();
    await players.embedPlays(page);
  });

  it('plays in a tab of its own by the link', async ({ page, sandbox }) => {
    await page.goto(GALLERY);
    await waitForThumbnails(page);
    const link = page.locator('vitrine-video .vitrine-link').first();
    await expect.poll(() => link.getAttribute('href')).toContain(sandbox.embedUrl);
    await page.goto((await link.getAttribute('href')) ?? '');
    await page.getByRole('button', { name: 'Play' }).first().click();
    await plays(page);
  });

  it('costs nothing on a reload', async ({ page }) => {
    await page.goto(GALLERY);
    await waitForThumbnails(page);
    const sources = () =>
      page
        .locator('vitrine-video img')
        .evaluateAll((images) => images.map((image) => image.getAttribute('src')));
    const before = await sources();
    const { asked } = watchPage(page);
    await page.reload();
    await waitForThumbnails(page);
    expect(asked()).toHaveLength(0);
    expect(await sources()).toEqual(before);
  });

  it('mints nothing by hovering', async ({ page }) => {
    await page.goto(GALLERY);
    await waitForThumbnails(page);
    const { requests } = watchPage(page);
    for (const link of await page.locator('vitrine-video[data-state="ready"] .vitrine-link').all()) {
      const box = await link.boundingBox();
      if (box && box.y + box.height < 900) await link.hover();
    }
    expect(requests.filter((request) => request.url().includes('/_vitrine/'))).toEqual([]);
  });

  it('plays without JavaScript, at an address that holds no token', async ({ players, sandbox, visit }) => {
    const page = await visit({ javaScriptEnabled: false });
    await page.goto(GALLERY);
    await page.locator('vitrine-video .vitrine-link').first().click();
    await page.waitForLoadState('networkidle');
    const address = page.url();
    expect(address).toContain('/_vitrine/watch/');
    for (const token of Object.values(sandbox.issued()).flat()) expect(address).not.toContain(token);
    const frame = players.frameOf(page);
    expect(frame?.url()).toContain('avh=');
    expect((await fetch(frame?.url() ?? '')).status).toBe(200);
  });

  it('plays in the frame of the watch page', async ({ page, players, site }) => {
    await page.goto(GALLERY);
    // As the page was built: by now the link may lead to the player itself.
    const watch = /\bhref="([^"]*\/_vitrine\/watch\/[^"]+)"/.exec(
      await (await fetch(site.url + GALLERY)).text(),
    )?.[1];
    const { errors } = watchPage(page);
    await page.goto(watch ?? '');
    await players.pressPlay(page);
    expect(errors).toEqual([]);
  });
});

describe('the sandbox', () => {
  it('refuses a used URL without its session, and one whose session has ended', async ({ page }) => {
    await page.goto(GALLERY);
    await waitForThumbnails(page);
    const url = await page.locator('vitrine-video img').first().getAttribute('src');
    const bare = new URL(url ?? '');
    bare.searchParams.delete('avh');
    expect((await fetch(url ?? '')).status).toBe(200);
    expect((await fetch(bare)).status).toBe(404);
    now += 25 * 60 * 60 * 1000;
    expect((await fetch(url ?? '')).status).toBe(404);
  });

  it('never saw the key on a media or embed origin', ({ sandbox }) => {
    expect(sandbox.counters().keyOnDeliveryHost).toBe(0);
  });
});

describe('no secret', () => {
  /** All that may be nowhere: what was issued while the site was built, and since. */
  const secretsOf = (sandbox: Sandbox, built: { secrets: string[] }) => [
    ...built.secrets,
    ...Object.values(sandbox.issued()).flat(),
    sandbox.apiKey,
  ];

  it('was ever issued to nobody: the proof has something to look for', ({ built, sandbox }) => {
    expect(built.secrets.length).toBeGreaterThan(10);
    expect(secretsOf(sandbox, built).length).toBeGreaterThan(50);
  });

  it('is in anything that was built or stored, or in what the server printed', async ({
    built,
    sandbox,
    site,
  }) => {
    const secrets = secretsOf(sandbox, built);
    expect(await findSecrets([built.folder], secrets)).toEqual([]);
    for (const secret of secrets) expect(site.output() + built.output).not.toContain(secret);
  });

  it('is in the pages: the grant key is in dist/server alone', async ({ built: { folder } }) => {
    const leaks = await findSecrets([folder], [await readGrantSecret(folder)]);
    expect(leaks.length).toBeGreaterThan(0);
    expect(leaks.filter(({ file }) => !file.startsWith(`${folder}/dist/server/`))).toEqual([]);
  });

  it('could hide: a planted one is found', async ({ built, sandbox }) => {
    const token = sandbox.issued().privateTokens[0] ?? '';
    const planted = `${built.folder}/dist/client/planted.html`;
    await writeFile(planted, `<a href="https://embed.api.video/vod/vi1?token=${token}">`);
    expect(await findSecrets([built.folder], secretsOf(sandbox, built))).toMatchObject([{ file: planted }]);
    await rm(planted);
  });
});

/** The one secret a build writes down, as the server's own code has it. */
async function readGrantSecret(from: string): Promise<string> {
  for (const name of await readdir(`${from}/dist/server/chunks`)) {
    const text = await readFile(`${from}/dist/server/chunks/${name}`, 'utf8');
    const found = text.match(/grantSecret = "([\w-]{43})"/)?.[1];
    if (found) return found;
  }
  throw new Error('The server holds no grant secret.');
}
