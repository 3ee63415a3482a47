import type { siteTest } from '../fixtures.js';
import { startFront } from '../front.js';
import { chromium } from './chromium.js';
import type { Engine, RunningEngine, Tab, Visit } from './engine.js';
import { firefox } from './firefox.js';
import { webkit } from './webkit.js';

export const ENGINES: readonly Engine[] = [chromium, firefox, webkit];

for (const { name, missing } of ENGINES) {
  if (missing) console.warn(`${name} is not installed, and its tests are skipped: ${missing}`);
}

/** One engine at a time, since each takes a core. */
function createEngines() {
  let current: { engine: Engine; running: RunningEngine } | undefined;
  async function stop() {
    await current?.running.close();
    current = undefined;
  }
  async function start(engine: Engine): Promise<RunningEngine> {
    if (current?.engine !== engine) {
      await stop();
      current = { engine, running: await engine.start() };
      console.info(`${engine.name} ${current.running.version}`);
    }
    return current.running;
  }
  return { start, stop };
}

/**
 * Tests of a site in several engines. All ask the site by `front`, and `enter` gives a visitor of their own, with one
 * page, until the test is over.
 */
export const withEngines = (base: ReturnType<typeof siteTest>) =>
  base
    .extend('front', { scope: 'file' }, async ({ site }, { onCleanup }) => {
      const front = await startFront(site.url);
      onCleanup(front.close);
      return front;
    })
    // biome-ignore lint/correctness/noEmptyPattern: vitest reads from the pattern what a fixture needs.
    .extend('engines', { scope: 'file' }, async ({}, { onCleanup }) => {
      const engines = createEngines();
      onCleanup(engines.stop);
      return engines;
    })
    .extend('enter', async ({ engines }, { onCleanup }) => {
      const tabs: Tab[] = [];
      onCleanup(async () => {
        for (const tab of tabs) await tab.close();
      });
      return async (engine: Engine, options?: Visit): Promise<Tab> => {
        const tab = await (await engines.start(engine)).visit(options);
        tabs.push(tab);
        return tab;
      };
    });
