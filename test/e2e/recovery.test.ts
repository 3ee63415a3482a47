import type { Sandbox } from 'api-video-sandbox';
import type { Page } from 'playwright-core';
import { beforeEach, describe, expect } from 'vitest';
import { demoTest } from '../helpers/demo.js';
import { plays, sourceOf, videoPlays } from '../helpers/playing.js';
import { waitForThumbnails, watchPage } from '../helpers/requests.js';

const GALLERY = '/galleries/spring-summit-2026/';
const OPEN_STUDIO = '/galleries/open-studio/';
const DAY = 86_400;
const LONG = { timeout: 30_000 };

const it = demoTest();

const link = (page: Page, index = 0) => page.locator('vitrine-video .vitrine-link').nth(index);
const message = (page: Page) => page.locator('.vitrine-stage-message');

const native = (page: Page) =>
  page.evaluate(() => document.querySelector('vitrine-gallery')?.setAttribute('player', 'native'));

const at = (page: Page) =>
  page.locator('.vitrine-stage video').evaluate((video: HTMLVideoElement) => video.currentTime);

const getsTo = (page: Page, seconds: number) =>
  page.waitForFunction((from) => {
    const video = document.querySelector<HTMLVideoElement>('.vitrine-stage video');
    return video && video.currentTime > from;
  }, seconds);

/** Asks for everything again, as a browser does that has lost what it had of a video. */
const lose = (page: Page) =>
  page.locator('.vitrine-stage video').evaluate((video: HTMLVideoElement) => video.load());

async function openGallery(page: Page, path = GALLERY): Promise<void> {
  await page.goto(path);
  await waitForThumbnails(page);
}

/** All sessions there are end, those that the server keeps ready as well. */
const endSessions = (sandbox: Sandbox) => sandbox.advance(DAY + 60);

describe('a session that has ended early', () => {
  beforeEach<{ sandbox: Sandbox }>(({ sandbox }) => sandbox.reset());

  it('is replaced when its video is opened in api.video’s player', async ({ page, players, sandbox }) => {
    await openGallery(page);
    endSessions(sandbox);
    await link(page).click();
    const refused = await link(page).getAttribute('href');
    await expect
      .poll(() =>
        players
          .frameOf(page)
          ?.url()
          .startsWith(refused ?? ''),
      )
      .toBe(false);
    await players.embedPlays(page);
    expect(await message(page).count()).toBe(0);
  });

  it('is replaced when its video is opened in the browser’s own', async ({ page, sandbox }) => {
    await openGallery(page);
    await native(page);
    endSessions(sandbox);
    await link(page).click();
    await videoPlays(page);
    expect(await message(page).count()).toBe(0);
    expect(await sourceOf(page)).toContain('.m3u8');
  });

  it('is replaced while its video plays, which goes on at the same second', async ({
    page,
    players,
    sandbox,
  }) => {
    await openGallery(page);
    await link(page).click();
    await players.embedPlays(page);
    await expect.poll(() => players.embedSeconds(page), LONG).toBeGreaterThan(3);
    endSessions(sandbox);
    await players.failEmbed(page);
    await expect.poll(() => players.frameOf(page)?.url()).toMatch(/;t=[2-9];/);
    await players.embedPlays(page);
    await expect.poll(() => players.embedSeconds(page), LONG).toBeGreaterThan(2);
  });

  it('is replaced in the browser’s own player as well, at the same second', async ({ page, sandbox }) => {
    await openGallery(page);
    await native(page);
    await link(page).click();
    await getsTo(page, 2);
    endSessions(sandbox);
    await lose(page);
    await getsTo(page, 2);
    expect(await message(page).count()).toBe(0);
  });

  it('is replaced for its picture, once', async ({ page, sandbox, site }) => {
    await openGallery(page);
    endSessions(sandbox);
    const { asked } = watchPage(page);
    await page.reload();
    // The pictures may be in the browser's cache: they are asked for anew.
    await page.evaluate(() => {
      for (const image of document.querySelectorAll<HTMLImageElement>('vitrine-video img'))
        image.src += `&again=${Date.now()}`;
    });
    await expect.poll(() => asked().length).toBeGreaterThan(0);
    await waitForThumbnails(page);
    const href = await link(page).getAttribute('href');
    expect((await fetch(href ?? site.url)).status).toBe(200);
  });

  it('is not asked for again and again: what stays refused is said, with a way to try again', async ({
    page,
    sandbox,
  }) => {
    await openGallery(page);
    await native(page);
    const { asked } = watchPage(page);
    await page.route(/\/vod\/.*\.(m3u8|mp4)/, (route) =>
      route.fulfill({ status: 404, headers: { 'access-control-allow-origin': '*' } }),
    );
    await page.route(new RegExp(`^${sandbox.embedUrl}`), (route) => route.fulfill({ status: 404 }));
    await link(page).click();
    await expect.poll(() => message(page).textContent()).toContain('cannot be loaded here');
    expect(asked()).toHaveLength(1);
    await page.unrouteAll();
    await page.getByRole('button', { name: 'Try again' }).click();
    await videoPlays(page);
  });

  it('a public video that is public no more says that it is gone', async ({ page, sandbox }) => {
    await openGallery(page, OPEN_STUDIO);
    await native(page);
    const card = page.locator('li:not(:has(vitrine-video)) .vitrine-link').first();
    const id = await card.locator('xpath=ancestor::li').getAttribute('data-video');
    await fetch(`${sandbox.apiUrl}/videos/${id}`, {
      method: 'PATCH',
      headers: { authorization: `Basic ${btoa(`${sandbox.apiKey}:`)}`, 'content-type': 'application/json' },
      body: '{"public":false}',
    });
    await card.click();
    await expect.poll(() => message(page).textContent()).toContain('no longer available');
  });
});

describe('a connection that is lost while a video plays', () => {
  it('comes back to the same second by itself', async ({ page }) => {
    await openGallery(page);
    await native(page);
    await link(page).click();
    await getsTo(page, 2);
    await page.context().setOffline(true);
    await lose(page);
    await expect.poll(() => message(page).textContent()).toContain('offline');
    await page.context().setOffline(false);
    await getsTo(page, 2);
    expect(await message(page).count()).toBe(0);
  });

  it('is waited for as well where the browser does not know of it', async ({ page, sandbox }) => {
    await openGallery(page);
    await native(page);
    await link(page).click();
    await getsTo(page, 2);
    await page.route(new RegExp(`^(${sandbox.mediaUrl}|${sandbox.embedUrl})`), (route) => route.abort());
    await lose(page);
    await expect.poll(() => message(page).textContent()).toContain('Next try in');
    await page.unrouteAll();
    await getsTo(page, 2);
  });
});

it('the file goes on where the playlist broke off', async ({ page }) => {
  await openGallery(page);
  await native(page);
  await link(page).click();
  await getsTo(page, 2);
  await page.route('**/*.m3u8*', (route) => route.fulfill({ status: 503 }));
  await lose(page);
  await expect.poll(() => sourceOf(page)).toContain('.mp4');
  await getsTo(page, 2);
});

describe('a player host that is blocked', () => {
  it('is made good for within three seconds, keeps the focus, and is not tried for the next video', async ({
    page,
    sandbox,
  }) => {
    await openGallery(page);
    await page.route(new RegExp(`^${sandbox.embedUrl}`), (route) => route.abort());
    await link(page).click();
    const offer = page.getByRole('button', { name: 'Try the plain player' });
    await page.locator('.vitrine-stage iframe').waitFor();
    await offer.waitFor({ timeout: 3000 });
    await offer.focus();
    await page.keyboard.press('Enter');
    await videoPlays(page);
    expect(await page.evaluate(() => document.activeElement?.tagName)).toBe('VIDEO');
    await page.getByRole('button', { name: 'Next video' }).click();
    await page.locator('.vitrine-stage video').waitFor();
    await plays(page);
    expect(await page.locator('.vitrine-stage iframe').count()).toBe(0);
  });

  it('withdraws the offer when the player speaks up after all', async ({ page, players, sandbox }) => {
    await openGallery(page);
    let release = () => {};
    const held = new Promise<void>((resolve) => {
      release = resolve;
    });
    await page.route(new RegExp(`^${sandbox.embedUrl}/vod`), async (route) => {
      await held;
      await route.continue();
    });
    await link(page).click();
    const offer = page.getByRole('button', { name: 'Try the plain player' });
    await offer.waitFor();
    release();
    await players.embedPlays(page);
    await offer.waitFor({ state: 'detached' });
  });
});

describe('where a video was left', () => {
  const leave = async (page: Page) => {
    await page.keyboard.press('Escape');
    await page.locator('dialog').waitFor({ state: 'detached' });
  };

  it('is where it goes on, in both players, after a reload and on its card', async ({ page, players }) => {
    await openGallery(page);
    await native(page);
    await link(page).click();
    await getsTo(page, 4);
    await page.reload();
    const bar = link(page).locator('.vitrine-progress');
    await bar.waitFor({ state: 'attached' });
    expect(Number.parseInt((await bar.getAttribute('aria-label')) ?? '', 10)).toBeGreaterThan(0);
    // Its address opens it again; nobody has pressed anything yet, so it waits.
    await expect.poll(() => players.frameOf(page)?.url()).toMatch(/;t=[4-9];/);
    await players.embedReady(page);
    await page.getByRole('button', { name: 'From the beginning' }).click();
    const atTheBeginning = async () => {
      const seconds = await players.embedSeconds(page);
      return seconds >= 0 && seconds < 2;
    };
    await expect.poll(atTheBeginning, LONG).toBe(true);
    await leave(page);
  });

  it.for(['embed', 'native'])(
    'is the beginning where the video is shorter by now (%s)',
    async (player, { page, players }) => {
      await openGallery(page);
      if (player === 'native') await native(page);
      const id = await page.locator('vitrine-video').first().getAttribute('video');
      await page.evaluate((id) => {
        localStorage['vitrine-positions'] = JSON.stringify({
          videos: { [String(id)]: [4000, 9000, Date.now()] },
        });
      }, id);
      await link(page).click();
      // The player that began at the place remembered, past the end, may be seen for a moment.
      const playsFromTheBeginning = async () => {
        const seconds = await (player === 'native' ? at(page) : players.embedSeconds(page));
        return seconds > 0.5 && seconds < 4;
      };
      await expect.poll(playsFromTheBeginning, LONG).toBe(true);
      expect(await page.getByRole('button', { name: 'From the beginning' }).count()).toBe(0);
      await leave(page);
    },
  );

  it('is forgotten by clear(), and not kept where the site does not want it', async ({ page }) => {
    await openGallery(page);
    await native(page);
    await link(page).click();
    await getsTo(page, 4);
    await leave(page);
    expect(await page.evaluate(() => localStorage.getItem('vitrine-positions'))).toContain('videos');
    await page.evaluate(() => localStorage.clear());
    await page.evaluate(() => document.querySelector('vitrine-gallery')?.setAttribute('resume', 'off'));
    await link(page).click();
    await getsTo(page, 4);
    expect(await at(page)).toBeGreaterThan(4);
    await leave(page);
    expect(await page.evaluate(() => localStorage.getItem('vitrine-positions'))).toBeNull();
  });
});

it('a player that hangs though nothing is in its way is started anew at the same second', async ({
  page,
}) => {
  await openGallery(page);
  await native(page);
  await link(page).click();
  await getsTo(page, 2);
  // As one whose buffer has run dry while the connection was away for a moment, and which does not ask again.
  const player = await page.locator('.vitrine-stage .vitrine-native').elementHandle();
  await page.locator('.vitrine-stage video').evaluate(async (video: HTMLVideoElement) => {
    video.pause();
    await new Promise((paused) => video.addEventListener('pause', paused, { once: true }));
    video.dispatchEvent(new Event('waiting'));
  });
  await expect.poll(() => player?.evaluate((frame) => frame.isConnected)).toBe(false);
  await getsTo(page, 2);
});
