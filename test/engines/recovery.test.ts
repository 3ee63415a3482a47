import { beforeEach, describe, expect } from 'vitest';
import { demoTest } from '../helpers/demo.js';
import { ENGINES, withEngines } from '../helpers/engines/engine-test.js';
import { CARD, painted, plays, states } from '../helpers/engines/page.js';
import type { siteTest } from '../helpers/fixtures.js';

const GALLERY = '/galleries/spring-summit-2026/';
const DAY = 86_400;

// It has all that tests of any site have, which its type says in another way.
const it = withEngines(demoTest() as unknown as ReturnType<typeof siteTest>);

beforeEach<{ sandbox: { reset(): void } }>(({ sandbox }) => sandbox.reset());

describe.for(ENGINES)('$name', (engine) => {
  describe.skipIf(engine.missing)('a visitor', () => {
    it('sees a video whose session ended early', async ({ enter, front, sandbox }) => {
      const tab = await enter(engine);
      await tab.open(front.url + GALLERY);
      await painted(tab);
      const before = front.count('/_vitrine/tokens');
      sandbox.advance(DAY + 60);
      await tab.click(CARD);
      await plays(tab);
      expect(front.count('/_vitrine/tokens')).toBeGreaterThan(before);
    });

    it('sees a video go on at the same second when its hosts can be reached again', async ({
      enter,
      front,
      onTestFinished,
      sandbox,
    }) => {
      onTestFinished(() => sandbox.setFaults([]));
      const tab = await enter(engine);
      await tab.open(front.url + GALLERY);
      await painted(tab);
      await tab.evaluate(() => document.querySelector('vitrine-gallery')?.setAttribute('player', 'native'));
      await tab.click(CARD);
      const seconds = () => tab.evaluate(() => document.querySelector('video')?.currentTime ?? 0);
      await expect.poll(seconds).toBeGreaterThan(2);
      sandbox.setFaults([
        { kind: 'reset', host: 'media' },
        { kind: 'reset', host: 'embed' },
      ]);
      // As a browser does that has lost what it had.
      await tab.evaluate(() => document.querySelector('video')?.load());
      const message = () => tab.evaluate(() => document.querySelector('.vitrine-stage-message')?.textContent);
      await expect.poll(message).toContain('Next try in');
      sandbox.setFaults([]);
      await expect.poll(seconds).toBeGreaterThan(2);
    });

    it('sees the thumbnails when the site can be reached again', async ({ enter, front, onTestFinished }) => {
      onTestFinished(front.mend);
      const tab = await enter(engine);
      front.cut('/_vitrine/tokens');
      await tab.open(front.url + GALLERY);
      await expect.poll(() => states(tab)).toContain('busy');
      front.mend();
      await painted(tab);
    });
  });
});
