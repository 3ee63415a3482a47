import type { Browser } from 'playwright-core';
import { launchBrowser } from '../../../sandbox/test/helpers/browser.js';
import { type Engine, type Tab, VIEWPORT, type Visit } from './engine.js';

async function openTab(browser: Browser, { scripts = true }: Visit): Promise<Tab> {
  const context = await browser.newContext({ viewport: VIEWPORT, javaScriptEnabled: scripts });
  const page = await context.newPage();
  return {
    async open(url) {
      await page.goto(url);
    },
    async reload() {
      await page.reload();
    },
    async back() {
      await page.goBack({ waitUntil: 'commit' });
    },
    click: (selector) => page.locator(selector).first().click(),
    press: (key) => page.keyboard.press(key),
    type: (selector, text) => page.locator(selector).pressSequentially(text),
    evaluate: (run, ...given) => page.evaluate(run as () => never, ...given),
    async evaluateIn(selector, run) {
      const frame = await page.locator(selector).elementHandle();
      return (await frame?.contentFrame())?.evaluate(run) as never;
    },
    close: () => context.close(),
  };
}

export const chromium: Engine = {
  name: 'Chromium',
  cannot: {
    backForwardCache: 'The headless shell keeps no page (test/e2e/back-forward-cache.test.ts looks at why).',
  },
  async start() {
    const browser = await launchBrowser();
    return {
      version: browser.version(),
      visit: (options = {}) => openTab(browser, options),
      close: () => browser.close(),
    };
  },
};
