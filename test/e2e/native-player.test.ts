import type { Sandbox } from 'api-video-sandbox';
import type { Page } from 'playwright-core';
import { describe, expect } from 'vitest';
import { demoTest } from '../helpers/demo.js';
import { sourceOf, videoPlays } from '../helpers/playing.js';
import { waitForThumbnails, watchPage } from '../helpers/requests.js';

const GALLERY = '/galleries/spring-summit-2026/';
const OPEN_STUDIO = '/galleries/open-studio/';
const CAPTIONS = { en: 'The looms are running.', fr: 'Les métiers tournent.' };

const it = demoTest();

const links = (page: Page) => page.locator('.vitrine-link');
const privateLink = (page: Page) => page.locator('vitrine-video .vitrine-link').first();

/** A browser without HLS of its own. */
const withoutHls = (page: Page) =>
  page.addInitScript(() => {
    const canPlay = HTMLMediaElement.prototype.canPlayType;
    HTMLMediaElement.prototype.canPlayType = function (type) {
      return type.includes('mpegurl') ? '' : canPlay.call(this, type);
    };
  });

async function addCaptions(sandbox: Sandbox, id: string): Promise<void> {
  const authorization = `Basic ${btoa(`${sandbox.apiKey}:`)}`;
  for (const [language, words] of Object.entries(CAPTIONS)) {
    const url = `${sandbox.apiUrl}/videos/${id}/captions/${language}`;
    const body = new FormData();
    const vtt = `WEBVTT\n\n00:00.000 --> 00:30.000\n${words}\n`;
    body.append('file', new Blob([vtt], { type: 'text/vtt' }), `${language}.vtt`);
    await fetch(url, { method: 'POST', headers: { authorization }, body });
  }
  const headers = { authorization, 'content-type': 'application/json' };
  await fetch(`${sandbox.apiUrl}/videos/${id}/captions/fr`, {
    method: 'PATCH',
    headers,
    body: '{"default":true}',
  });
}

/** What the browser has of captions: languages, labels, modes, words. */
const tracks = (page: Page) =>
  page.locator('.vitrine-stage video').evaluate((video: HTMLVideoElement) =>
    [...video.textTracks].map(({ language, label, mode, activeCues }) => ({
      language,
      label,
      mode,
      says: [...(activeCues ?? [])].map((cue) => (cue as VTTCue).text).join(),
    })),
  );

describe('the native player', () => {
  it('plays by hls.js, loaded only then, where the browser has no HLS of its own', async ({
    page,
    players: { embedPlays, failEmbed },
  }) => {
    await withoutHls(page);
    const { requests } = watchPage(page);
    const scripts = () =>
      requests.map((request) => new URL(request.url()).pathname).filter((path) => path.endsWith('.js'));
    await page.goto(GALLERY);
    await waitForThumbnails(page);
    expect(scripts()).toHaveLength(1);
    await privateLink(page).click();
    await embedPlays(page);
    expect(scripts().some((path) => path.includes('hls'))).toBe(false);
    await failEmbed(page);
    await videoPlays(page);
    expect(scripts().some((path) => path.includes('hls'))).toBe(true);
    expect(await sourceOf(page)).toContain('blob:');
  });

  it.for([
    ['by its own HLS', async () => {}],
    ['by hls.js', withoutHls],
  ] as const)(
    'has captions in every language, %s, without a read at api.video',
    async ([, prepare], { page, players: { embedPlays, failEmbed }, sandbox }) => {
      await prepare(page);
      await page.goto(GALLERY);
      await addCaptions(
        sandbox,
        (await privateLink(page).locator('xpath=ancestor::li').getAttribute('data-video')) ?? '',
      );
      const { errors } = watchPage(page);
      await page.reload();
      await waitForThumbnails(page);
      const before = sandbox.counters();
      await privateLink(page).click();
      await embedPlays(page);
      await failEmbed(page);
      await videoPlays(page);
      await expect
        .poll(() => tracks(page))
        .toMatchObject([
          { language: 'en', label: 'English', mode: 'disabled' },
          { language: 'fr', label: 'français', mode: 'showing', says: CAPTIONS.fr },
        ]);
      const { reads, minted, sessions } = sandbox.counters();
      expect({ reads, minted, sessions }).toMatchObject({
        reads: before.reads,
        minted: before.minted,
        sessions: before.sessions,
      });
      expect(errors).toEqual([]);
      await page.keyboard.press('Escape');
      await page.locator('dialog').waitFor({ state: 'detached' });
    },
  );

  it('says so when nothing plays', async ({ page, players }) => {
    await page.route(/\.(m3u8|mp4)/, (route) => route.abort());
    await page.goto(GALLERY);
    await waitForThumbnails(page);
    await privateLink(page).click();
    await page.locator('.vitrine-stage iframe').waitFor();
    await players.failEmbed(page);
    await expect
      .poll(() => page.locator('.vitrine-stage-message').textContent())
      .toContain('cannot be played');
  });
});

describe('a public video', () => {
  it('plays natively too where its player fails, without asking for a session', async ({
    page,
    players: { embedPlays, failEmbed },
  }) => {
    await page.goto(OPEN_STUDIO);
    await waitForThumbnails(page);
    const { asked } = watchPage(page);
    await links(page).first().click();
    await embedPlays(page);
    await failEmbed(page);
    await videoPlays(page);
    expect(await sourceOf(page)).toMatch(/vod\/\w+\/hls\/manifest.m3u8$/);
    await page.keyboard.press('Escape');
    await page.locator('dialog').waitFor({ state: 'detached' });

    await page.route('**/*.m3u8', (route) => route.abort());
    await links(page).first().click();
    await embedPlays(page);
    await failEmbed(page);
    await videoPlays(page);
    expect(await sourceOf(page)).toMatch(/vod\/\w+\/mp4\/source.mp4$/);
    expect(asked()).toEqual([]);
  });
});
