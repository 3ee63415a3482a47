import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import type { Readable } from 'node:stream';
import { Builder, By, Capabilities, error, Key, type WebDriver } from 'selenium-webdriver';
import { vi } from 'vitest';
import { freePort } from '../redis.js';
import { type Engine, type PressedKey, type Tab, VIEWPORT } from './engine.js';
import { findExecutable } from './executables.js';

const driver = findExecutable('WebKitWebDriver');
const display = findExecutable('Xvfb');

const KEYS: Record<PressedKey, string> = {
  Enter: Key.ENTER,
  Escape: Key.ESCAPE,
  Tab: Key.TAB,
  ArrowLeft: Key.ARROW_LEFT,
  ArrowRight: Key.ARROW_RIGHT,
  c: 'c',
};

async function stop(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const ended = once(child, 'exit');
  child.kill();
  await ended;
}

/** A display that nobody sees, on a free number. */
async function startDisplay(): Promise<{ name: string; child: ChildProcess }> {
  const screen = ['-screen', '0', '1600x1200x24', '-nolisten', 'tcp'];
  const child = spawn(display as string, ['-displayfd', '3', ...screen], {
    stdio: ['ignore', 'ignore', 'ignore', 'pipe'],
  });
  const [number] = await once(child.stdio[3] as Readable, 'data');
  return { name: `:${String(number).trim()}`, child };
}

async function startDriver(displayName: string): Promise<{ url: string; child: ChildProcess }> {
  const port = await freePort();
  const child = spawn(driver as string, [`--port=${port}`], {
    env: { ...process.env, DISPLAY: displayName },
    stdio: 'ignore',
  });
  const url = `http://127.0.0.1:${port}`;
  await vi.waitUntil(
    () =>
      fetch(`${url}/status`).then(
        ({ ok }) => ok,
        () => false,
      ),
    { timeout: 15_000 },
  );
  return { url, child };
}

/** A browser of its own, since the driver runs one session at a time and knows no visitors. */
function startSession(url: string, scripts: boolean): Promise<WebDriver> {
  const args = ['--automation', `--enable-javascript=${scripts}`];
  return new Builder()
    .usingServer(url)
    .withCapabilities(new Capabilities({ browserName: 'MiniBrowser', 'webkitgtk:browserOptions': { args } }))
    .build();
}

function ifHidden(failure: Error): false {
  if (failure instanceof error.ElementNotInteractableError) return false;
  throw failure;
}

async function asTab(session: WebDriver): Promise<Tab> {
  await session
    .manage()
    .window()
    .setRect({ x: 0, y: 0, ...VIEWPORT });
  const find = (selector: string) => session.findElement(By.css(selector));
  return {
    open: (url) => session.get(url),
    reload: () => session.navigate().refresh(),
    back: () => session.navigate().back(),
    // A page that has just come back takes no press until it is drawn.
    async click(selector) {
      const pressed = () =>
        find(selector)
          .click()
          .then(() => true, ifHidden);
      await session.wait(pressed, 15_000);
    },
    press: (key) => session.actions().sendKeys(KEYS[key]).perform(),
    type: (selector, text) => find(selector).sendKeys(text),
    evaluate: (run, ...given) => session.executeScript(run as () => never, ...given),
    async evaluateIn(selector, run) {
      await session.switchTo().frame(find(selector));
      try {
        return (await session.executeScript(run as () => never)) as never;
      } finally {
        await session.switchTo().defaultContent();
      }
    },
    close: () => session.quit(),
  };
}

export const webkit: Engine = {
  name: 'WebKit',
  missing: driver && display ? undefined : 'apt-get install -y webkit2gtk-driver xvfb',
  cannot: {},
  async start() {
    const screen = await startDisplay();
    const { url, child } = await startDriver(screen.name);
    const session = await startSession(url, true);
    const version = (await session.getCapabilities()).getBrowserVersion() ?? '';
    await session.quit();
    return {
      version,
      visit: async ({ scripts = true } = {}) => asTab(await startSession(url, scripts)),
      async close() {
        await stop(child);
        await stop(screen.child);
      },
    };
  },
};
