import puppeteer, { type Browser } from 'puppeteer-core';
import { type Engine, type Tab, VIEWPORT } from './engine.js';
import { findExecutable } from './executables.js';

const executable = findExecutable('firefox-esr', 'firefox');

const launch = (scripts: boolean): Promise<Browser> =>
  puppeteer.launch({
    browser: 'firefox',
    executablePath: executable as string,
    extraPrefsFirefox: {
      'javascript.enabled': scripts,
      // The defaults of Firefox, which the launcher switches off.
      'fission.bfcacheInParent': true,
      'fission.webContentIsolationStrategy': 1,
    },
  });

async function openTab(browser: Browser): Promise<Tab> {
  const context = await browser.createBrowserContext();
  const page = await context.newPage();
  await page.setViewport(VIEWPORT);
  return {
    async open(url) {
      await page.goto(url);
    },
    async reload() {
      await page.reload();
    },
    back: () => page.evaluate(() => history.back()),
    click: (selector) => page.click(selector),
    press: (key) => page.keyboard.press(key),
    type: (selector, text) => page.type(selector, text),
    evaluate: (run, ...given) => page.evaluate(run as () => never, ...given),
    async evaluateIn(selector, run) {
      const frame = await page.$(selector);
      return (await frame?.contentFrame())?.evaluate(run) as never;
    },
    close: () => context.close(),
  };
}

export const firefox: Engine = {
  name: 'Firefox',
  missing: executable ? undefined : 'apt-get install -y firefox-esr',
  cannot: {},
  async start() {
    const browsers = new Map<boolean, Promise<Browser>>();
    /** It knows scripts as a setting of the whole browser. */
    const browserWith = (scripts: boolean) => {
      const browser = browsers.get(scripts) ?? launch(scripts);
      browsers.set(scripts, browser);
      return browser;
    };
    const version = await (await browserWith(true)).version();
    return {
      version: version.replace(/^.*\//, ''),
      visit: async ({ scripts = true } = {}) => openTab(await browserWith(scripts)),
      async close() {
        for (const browser of browsers.values()) await (await browser).close();
      },
    };
  },
};
