import { describe, expect } from 'vitest';
import type { ClearedKey } from '../../integration/src/client/session/names.js';
import { ENGINES, withEngines } from '../helpers/engines/engine-test.js';
import { CARD, closed, focus, painted, place, plays, shownTitles, states } from '../helpers/engines/page.js';
import { siteTest } from '../helpers/fixtures.js';

const GALLERY = '/galleries/spring-summit-2026/';
const EVERYTHING = '/galleries/everything/';
const MEMBERS = '/galleries/members-screening/';
const FOR_MEMBERS = 'Infinite Edges';
const WITH_CAPTIONS = 'Light Painting';
/** By this the page knows that `clear()` was called. */
const CLEARED: ClearedKey = 'vitrine';

/** Signs in and out without leaving the page, as a site with accounts of its own may. */
const ACCOUNT = `---
import { Gallery } from 'astro-vitrine/components';
import Site from '../layouts/Site.astro';
---
<Site title="Account">
  <button id="in">Sign in</button>
  <button id="out">Sign out</button>
  <Gallery id="members-screening" />
</Site>
<script>
  import { clear, refresh } from 'astro-vitrine/client';

  document.getElementById('in').onclick = async () => {
    await fetch('/members', { method: 'POST', body: new URLSearchParams({ passphrase: 'shuttle' }) });
    refresh();
  };
  document.getElementById('out').onclick = async () => {
    await fetch('/sign-out', { method: 'POST', body: new URLSearchParams() });
    clear();
  };
</script>
`;

const it = withEngines(
  siteTest({
    fixture: 'demo',
    files: {
      // Long enough for a search box.
      'src/content/galleries/everything.md': '---\ntitle: Everything\nselect: {}\n---\n',
      'src/pages/account.astro': ACCOUNT,
    },
  }),
);

describe.for(ENGINES)('$name', (engine) => {
  describe.skipIf(engine.missing)('a visitor', () => {
    it('sees the thumbnails, for one request', async ({ enter, front }) => {
      const tab = await enter(engine);
      const before = front.count('/_vitrine/tokens');
      await tab.open(front.url + GALLERY);
      await painted(tab);
      expect(front.count('/_vitrine/tokens')).toBe(before + 1);
    });

    it('hears and sees what is pressed first', async ({ enter, front }) => {
      const tab = await enter(engine);
      await tab.open(front.url + GALLERY);
      await painted(tab);
      await tab.click(CARD);
      await plays(tab);
    });

    it('opens, steps and closes by keys, and the focus comes back', async ({ enter, front }) => {
      const tab = await enter(engine);
      await tab.open(front.url + GALLERY);
      await painted(tab);
      await focus(tab, CARD);
      const focused = () =>
        tab.evaluate(() => document.activeElement?.querySelector('.vitrine-title')?.textContent);
      const titles = await shownTitles(tab);
      const at = titles.indexOf((await focused()) ?? '');
      await tab.press('Enter');
      await expect.poll(() => place(tab)).toBe(`${at + 1} of ${titles.length}`);
      await tab.press('ArrowRight');
      await tab.press('ArrowRight');
      await tab.press('ArrowLeft');
      await expect.poll(() => place(tab)).toBe(`${at + 2} of ${titles.length}`);
      await tab.press('Escape');
      await closed(tab);
      await expect.poll(focused).toBe(titles[at + 1]);
    });

    it('hears and sees what Enter opens', async ({ enter, front }) => {
      const tab = await enter(engine);
      await tab.open(front.url + GALLERY);
      await painted(tab);
      await focus(tab, CARD);
      await tab.press('Enter');
      await plays(tab);
    });

    it('reads captions above the bar for as long as that is shown', async ({ enter, front, skip }) => {
      skip(engine.name !== 'Firefox', 'The style sheet lifts them; no script can see where they are.');
      const tab = await enter(engine);
      await tab.open(front.url + EVERYTHING);
      await painted(tab);
      await tab.evaluate((title) => {
        document.querySelector('vitrine-gallery')?.setAttribute('player', 'native');
        const titles = [...document.querySelectorAll('.vitrine-title')];
        titles
          .find(({ textContent }) => textContent?.includes(title))
          ?.closest('a')
          ?.click();
      }, WITH_CAPTIONS);
      const hasCaptions = () =>
        document.querySelector('.vitrine-control-captions')?.checkVisibility() ?? false;
      await expect.poll(() => tab.evaluate(hasCaptions)).toBe(true);
      await tab.press('c');
      // It stands where the first caption is shown.
      const isThere = () =>
        tab.evaluate(() => {
          const video = document.querySelector('video');
          const shown = [...(video?.textTracks ?? [])].find(({ mode }) => mode === 'showing');
          const cue = shown?.cues?.[0];
          if (!video || !cue) return false;
          video.pause();
          video.currentTime = (cue.startTime + cue.endTime) / 2;
          return true;
        });
      await expect.poll(isThere).toBe(true);
      const lines = () =>
        tab.evaluate(() => {
          const video = document.querySelector('video');
          const shown = [...(video?.textTracks ?? [])].find(({ mode }) => mode === 'showing');
          return [...(shown?.activeCues ?? [])].map((cue) => (cue as VTTCue).line);
        });
      await expect.poll(lines).toEqual([expect.toSatisfy((line) => line < -2)]);
      await tab.evaluate(() => document.querySelector('.vitrine-native')?.toggleAttribute('idle', true));
      await expect.poll(lines).toEqual(['auto']);
    });

    it('reloads for nothing', async ({ enter, front }) => {
      const tab = await enter(engine);
      await tab.open(front.url + GALLERY);
      await painted(tab);
      const before = front.count('/_vitrine/tokens');
      await tab.reload();
      await painted(tab);
      expect(front.count('/_vitrine/tokens')).toBe(before);
    });

    it('finds a page that comes out of the back-forward cache as it was', async ({ enter, front, skip }) => {
      skip(engine.cannot.backForwardCache !== undefined, engine.cannot.backForwardCache);
      const tab = await enter(engine);
      await tab.open(front.url + GALLERY);
      await painted(tab);
      const before = await states(tab);
      const asked = front.count('/_vitrine/tokens');
      await tab.evaluate(() =>
        addEventListener('pageshow', ({ persisted }) => {
          document.title = persisted ? 'kept' : 'made anew';
        }),
      );
      await tab.open(`${front.url}/members`);
      await tab.back();
      await expect.poll(() => tab.evaluate(() => document.title)).toBe('kept');
      expect(await states(tab)).toEqual(before);
      expect(front.count('/_vitrine/tokens')).toBe(asked);
      await tab.click(CARD);
      await plays(tab);
    });

    it('signs in, and out of the page that Back leads to as well', async ({ enter, front, sandbox }) => {
      const tab = await enter(engine);
      await tab.open(front.url + MEMBERS);
      await expect.poll(() => states(tab)).toEqual(Array(4).fill('denied'));
      await tab.open(`${front.url}/members`);
      await tab.type('#passphrase', 'shuttle');
      await tab.press('Enter');
      await expect.poll(() => shownTitles(tab)).toContain(FOR_MEMBERS);
      await painted(tab);
      await tab.open(`${front.url}/members`);
      await tab.click('.quiet');
      await expect.poll(() => tab.evaluate(() => location.search)).toBe('?signed-out');
      await expect.poll(() => tab.evaluate((key) => localStorage.getItem(key), CLEARED)).not.toBeNull();
      const sessions = sandbox.counters().sessions;
      await tab.back();
      await expect.poll(() => tab.evaluate(() => location.search)).toBe('');
      await tab.back();
      await expect.poll(() => tab.evaluate(() => location.pathname)).toContain('/members-screening');
      await expect.poll(() => shownTitles(tab)).toEqual(Array(4).fill('Private video'));
      expect(await states(tab)).not.toContain('ready');
      expect(await tab.evaluate(() => JSON.stringify(sessionStorage))).not.toContain('avh');
      expect(sandbox.counters().sessions).toBe(sessions);
    });

    it('signs in and out on one page', async ({ enter, front }) => {
      const tab = await enter(engine);
      await tab.open(`${front.url}/account`);
      await expect.poll(() => states(tab)).toContain('denied');
      await tab.click('#in');
      await expect.poll(() => shownTitles(tab)).toContain(FOR_MEMBERS);
      await painted(tab);
      await tab.click('#out');
      await expect.poll(() => shownTitles(tab)).not.toContain(FOR_MEMBERS);
      expect(await tab.evaluate(() => JSON.stringify(sessionStorage))).not.toContain('avh');
    });

    it('searches a gallery', async ({ enter, front }) => {
      const tab = await enter(engine);
      await tab.open(front.url + EVERYTHING);
      await tab.type('.vitrine-filter input', 'GLANCE second');
      await expect.poll(() => shownTitles(tab)).toEqual(['Designing for the Second Glance']);
    });

    it('follows the links without JavaScript, to a page that frames the player', async ({
      enter,
      front,
      sandbox,
    }) => {
      const tab = await enter(engine, { scripts: false });
      await tab.open(front.url + GALLERY);
      await focus(tab, CARD);
      await tab.press('Enter');
      await expect.poll(() => tab.evaluate(() => location.pathname)).toContain('/_vitrine/watch/');
      const address = await tab.evaluate(() => location.href);
      for (const token of Object.values(sandbox.issued()).flat()) expect(address).not.toContain(token);
      const player = await tab.evaluate(() => document.querySelector('iframe')?.src);
      expect(player).toContain('avh=');
      expect((await fetch(player ?? '')).status).toBe(200);
    });
  });
});
