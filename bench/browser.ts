import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import type { Sandbox } from 'api-video-sandbox';
import type { Browser } from 'playwright-core';
import { median, ratios } from '../sandbox/bench/statistics.js';
import { launchBrowser } from '../sandbox/test/helpers/browser.js';
import { watchPage } from '../test/helpers/requests.js';
import { galleryPage, placedGallery, TAG } from './galleries.js';
import { freshTab, open, reload } from './painted.js';
import { startPageServer } from './peers/page-server.js';
import { tutorialFlow } from './peers/tutorial.js';
import { slowNetwork } from './slow-network.js';
import { type Bench, LATENCY } from './workbench.js';

const ROUNDS = 7;
const PUBLIC = 'plain-public-24';
const BUILT = 'built-public-24';

/** Waits until the server has stopped refilling its pool. */
async function settled(sandbox: Sandbox): Promise<void> {
  for (let before = -1; before !== sandbox.counters().sessions; ) {
    before = sandbox.counters().sessions;
    await wait(500);
  }
}

/** A page of public videos as it is written by hand: nothing but HTML, CSS, and pictures that are all loaded lazily. */
const withoutIsland = (html: string) =>
  html
    .replace(/<script\b[^>]*>.*?<\/script>/gs, '')
    .replace(/<link rel="(?:modulepreload|preconnect)"[^>]*>/g, '')
    .replaceAll(' loading="eager" fetchpriority="high"', ' loading="lazy"');

async function writePage(folder: string, name: string, html: string): Promise<void> {
  await mkdir(join(folder, 'dist/client', name), { recursive: true });
  await writeFile(join(folder, 'dist/client', name, 'index.html'), html);
}

async function visitOnce(browser: Browser, url: string) {
  const page = await freshTab(browser);
  const { at, near } = await open(page, url);
  await page.context().close();
  return { at, near };
}

export const bench: Bench = async (workbench) => {
  const folder = await workbench.site();
  const builtHtml = await readFile(galleryPage(folder, 'public-24'), 'utf8');
  const publicHtml = withoutIsland(builtHtml);
  const { grants } = await placedGallery(folder, 'tagged-24');
  // The build knew the account at other ports.
  const sandbox = await workbench.sandbox({ latency: LATENCY });
  const site = await workbench.serve(folder, sandbox);
  const publicAt = new URL(/<img[^>]*\bsrc="([^"]+)"/.exec(publicHtml)?.[1] ?? '').origin;
  await writePage(folder, PUBLIC, publicHtml.replaceAll(publicAt, sandbox.mediaUrl));
  await writePage(folder, BUILT, builtHtml.replaceAll(publicAt, sandbox.mediaUrl));
  const template = (cards: string) =>
    publicHtml
      .replace(/(<ul class="vitrine-grid"[^>]*>).*?<\/ul>/s, (_, list) => `${list}${cards}</ul>`)
      .replaceAll('href="/_astro', `href="${site.url}/_astro`);
  const tutorial = await startPageServer(
    () => tutorialFlow(sandbox, `tags[]=${TAG}&sortBy=publishedAt&sortOrder=desc&pageSize=${grants.length}`),
    template,
  );
  workbench.closeLater(tutorial.close);
  const browser = await launchBrowser();
  workbench.closeLater(() => browser.close());

  const gallery = `${site.url}/galleries/tagged-24/`;
  const plain = `${site.url}/${PUBLIC}/`;
  await visitOnce(browser, plain);
  const times = { cold: [], warm: [], public: [], reload: [], tutorial: [] } as Record<string, number[]>;
  const near = new Set<number>();
  const note = (name: string, { at, near: count }: { at: number; near: number }) => {
    times[name]?.push(at);
    near.add(count);
  };
  let asked = 0;
  for (let round = 0; round < ROUNDS; round++) {
    const empty = await workbench.serve(folder, sandbox);
    note('cold', await visitOnce(browser, `${empty.url}/galleries/tagged-24/`));
    await empty.close();
    note('tutorial', await visitOnce(browser, tutorial.url));
    if (round === 0) await visitOnce(browser, gallery);
    await settled(sandbox);
    const warm = async () => {
      const page = await freshTab(browser);
      note('warm', await open(page, gallery));
      const requests = watchPage(page);
      note('reload', await reload(page));
      asked += requests.asked().length;
      await page.context().close();
    };
    const turns = [warm, async () => note('public', await visitOnce(browser, plain))];
    for (const turn of round % 2 === 0 ? turns : turns.reverse()) {
      await turn();
      await settled(sandbox);
    }
  }
  const relay = await workbench.serve(await workbench.site({ thumbnails: 'relay' }), sandbox);
  const relayed = `${relay.url}/galleries/tagged-24/`;
  await visitOnce(browser, relayed);
  const slow = await slowNetwork(browser, {
    gallery,
    relayed,
    shown: `${site.url}/${BUILT}/`,
    settled: () => settled(sandbox),
  });
  const of = (name: string) => times[name] ?? [];
  const ms = (name: string) => `${Math.round(median(of(name)))} ms`;
  const thumbnails = `${[...near].join('/')} near thumbnails painted`;
  const warmVsPublic = ratios(of('warm'), of('public'));
  const coldVsTutorial = ratios(of('tutorial'), of('cold'));
  const reloadVsPublic = ratios(of('reload'), of('public'));
  return [
    {
      name: 'browser.warmVsPublic',
      value: median(warmVsPublic),
      samples: warmVsPublic,
      target: { atMost: 1.2 },
      what: `Navigation to ${thumbnails}, in a fresh tab of Chromium: ${ms('warm')} from the pool, ${ms('public')} for a page of public thumbnails without script`,
    },
    {
      name: 'browser.coldVsTutorial',
      value: median(coldVsTutorial),
      samples: coldVsTutorial,
      what: `The same with the tutorial's flow behind the HTML, ${ms('tutorial')}, over a server that has just started, ${ms('cold')}; ${LATENCY} ms a call`,
    },
    {
      name: 'browser.reloadVsPublic',
      value: median(reloadVsPublic),
      samples: reloadVsPublic,
      what: `A reload in the same tab, ${ms('reload')}, over a first visit of the public page`,
    },
    {
      name: 'browser.reloadRequests',
      value: asked,
      target: { atMost: 0 },
      what: `Requests to the token endpoint in ${ROUNDS} reloads`,
    },
    ...slow,
  ];
};
