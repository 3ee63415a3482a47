import { setTimeout as wait } from 'node:timers/promises';
import { gzipSync } from 'node:zlib';
import type { Browser } from 'playwright-core';
import { median, ratios } from '../sandbox/bench/statistics.js';
import { launchBrowser } from '../sandbox/test/helpers/browser.js';
import { answerFor, writeIslandPage } from './island-pages.js';
import { VIEWPORT } from './painted.js';
import type { Bench } from './workbench.js';

const ROUNDS = 7;
const FEW = 1000;
const MANY = 5000;
/** Milliseconds without a request after which a page has done what it does by itself. */
const QUIET = 400;
const GIF = Buffer.from('R0lGODlhAQABAIAAAAAAAP///yH5BAEAAAAALAAAAAABAAEAAAIBRAA7', 'base64');

interface Rested {
  /** Milliseconds. */
  scriptTime: number;
  /** The text of every script it has loaded or holds. */
  scripts: readonly string[];
}

/** Opens a page whose endpoint and thumbnails answer at once, and waits until it rests. */
async function atRest(browser: Browser, url: string): Promise<Rested> {
  const context = await browser.newContext({ viewport: VIEWPORT });
  const page = await context.newPage();
  const session = await context.newCDPSession(page);
  const scripts: string[] = [];
  let lastRequest = Date.now();
  let thumbnails = 0;
  page.on('request', () => {
    lastRequest = Date.now();
  });
  page.on('response', async (response) => {
    if (response.request().resourceType() === 'script') scripts.push(await response.text());
  });
  await page.route('**/_vitrine/tokens', async (route) => {
    const { grants } = route.request().postDataJSON() as { grants: string[] };
    await route.fulfill({
      contentType: 'application/json',
      body: answerFor(grants, new URL(url).origin),
    });
  });
  await page.route('**/thumbnail.gif*', async (route) => {
    thumbnails++;
    await route.fulfill({ contentType: 'image/gif', body: GIF });
  });
  // Time on the processor: waiting for a busy machine does not count.
  await session.send('Performance.enable', { timeDomain: 'threadTicks' });
  await page.goto(url);
  while (thumbnails === 0 || Date.now() - lastRequest < QUIET) await wait(50);
  const { metrics } = await session.send('Performance.getMetrics');
  const scriptTime = (metrics.find(({ name }) => name === 'ScriptDuration')?.value ?? Number.NaN) * 1000;
  const inline = await page.locator('script:not([src])').allTextContents();
  await context.close();
  return { scriptTime, scripts: [...inline, ...scripts] };
}

export const bench: Bench = async (workbench) => {
  const folder = await workbench.site();
  const site = await workbench.serve(folder, await workbench.sandbox());
  const browser = await launchBrowser();
  workbench.closeLater(() => browser.close());
  const pages = {
    few: await writeIslandPage(folder, FEW, false),
    many: await writeIslandPage(folder, MANY, false),
    fewByHand: await writeIslandPage(folder, FEW, true),
    manyByHand: await writeIslandPage(folder, MANY, true),
  };
  const times: Record<keyof typeof pages, number[]> = { few: [], many: [], fewByHand: [], manyByHand: [] };
  const names = Object.keys(pages) as (keyof typeof pages)[];
  let bytes = 0;
  for (let round = 0; round <= ROUNDS; round++) {
    for (const name of round % 2 === 0 ? names : names.toReversed()) {
      const rested = await atRest(browser, site.url + pages[name]);
      // The first round is for what the browser does once.
      if (round > 0) times[name].push(rested.scriptTime);
      if (name === 'few') {
        bytes = rested.scripts.reduce((sum, text) => sum + gzipSync(text, { level: 9 }).byteLength, 0);
      }
    }
  }
  const growth = ratios(times.many, times.few).map((ratio) => (ratio * FEW) / MANY);
  const vsHandWritten = ratios(times.many, times.manyByHand);
  const fewVsHandWritten = ratios(times.few, times.fewByHand);
  const ms = (name: keyof typeof pages) => `${median(times[name]).toFixed(1)} ms`;
  return [
    {
      name: 'island.bytes',
      value: bytes,
      target: { atMost: 2560 },
      what: 'All script that a gallery page loads by itself, nanostores included, minified and gzipped',
    },
    {
      name: 'island.growth',
      value: median(growth),
      samples: growth,
      target: { atMost: 1.2 },
      what: `Script time per placeholder with ${MANY} of them, ${ms('many')} in all, over that with ${FEW}, ${ms('few')} (1 is linear)`,
    },
    {
      name: 'island.vsHandWritten',
      value: median(vsHandWritten),
      samples: vsHandWritten,
      target: { atMost: 2 },
      what: `Script time with ${MANY} placeholders over that of a loop written by hand without a library, ${ms('manyByHand')}`,
    },
    {
      name: 'island.fewVsHandWritten',
      value: median(fewVsHandWritten),
      samples: fewVsHandWritten,
      what: `The same with ${FEW} placeholders: ${ms('few')}, ${ms('fewByHand')}`,
    },
  ];
};
