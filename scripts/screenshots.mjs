// Walks through the demo as visitors see it, and keeps a picture of every state in .tmp/screenshots.
import { mkdir, rm } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import chromium from '@sparticuz/chromium';
import { chromium as playwright } from 'playwright-core';

const OUT = fileURLToPath(new URL('../.tmp/screenshots/', import.meta.url));
const GALLERY = '/galleries/spring-summit-2026/';
const LOOKS = [1440, 390].flatMap((width) =>
  ['light', 'dark'].map((colorScheme) => ({ width, colorScheme })),
);
const ANSWERS = {
  busy: { status: 'busy', retryIn: 60 },
  denied: { status: 'denied' },
  stale: { status: 'stale' },
  gone: { status: 'gone' },
};

/** Pages as they are, from top to bottom. */
const PAGES = {
  home: '/',
  galleries: '/galleries/',
  gallery: GALLERY,
  mixed: '/galleries/open-studio/',
  article: '/journal/',
  members: '/members/',
  discreet: '/galleries/members-screening/',
  missing: '/nowhere/',
};

async function scrollThrough(page) {
  await page.evaluate(async () => {
    for (let y = 0; y < document.documentElement.scrollHeight; y += innerHeight / 2) {
      scrollTo(0, y);
      await new Promise((resolve) => setTimeout(resolve, 120));
    }
    scrollTo(0, 0);
  });
  await page.waitForLoadState('networkidle');
}

async function openGallery(page, base) {
  await page.goto(base + GALLERY);
  await page.locator('vitrine-video').first().scrollIntoViewIfNeeded();
  await page.waitForTimeout(1500);
}

const firstLink = (page) => page.locator('vitrine-video .vitrine-link').first();

async function pagesOf(page, base, keep) {
  for (const [name, path] of Object.entries(PAGES)) {
    await page.goto(base + path);
    await scrollThrough(page);
    await keep(name, { fullPage: true });
  }

  await page.goto(`${base}/members/`);
  await page.getByLabel('Passphrase').fill('shuttle');
  await page.getByRole('button', { name: 'Sign in' }).click();
  await page.locator('vitrine-video[data-state="ready"]').first().waitFor();
  await scrollThrough(page);
  await keep('signed-in', { fullPage: true });

  await page.goto(`${base}/`);
  await page.evaluate(() => document.querySelector('vitrine-gallery').classList.add('vitrine-feature'));
  await page.locator('vitrine-gallery').scrollIntoViewIfNeeded();
  await page.waitForTimeout(1000);
  await page.locator('vitrine-gallery').screenshot({ path: keep.path('feature') });

  await page.goto(`${base}/journal/`);
  await firstLink(page).click();
  await page.waitForTimeout(2500);
  await keep('article-playing');
}

async function playersOf(page, base, keep) {
  await openGallery(page, base);
  await firstLink(page).hover();
  await keep('hover');
  await firstLink(page).click();
  await page.waitForTimeout(2500);
  await keep('dialog');
  const fail = () =>
    page.evaluate(() => {
      const { contentWindow } = document.querySelector('.vitrine-stage iframe');
      dispatchEvent(new MessageEvent('message', { source: contentWindow, data: { type: 'error' } }));
    });
  await fail();
  await page.waitForTimeout(2000);
  await keep('dialog-native');
  await page.keyboard.press('Escape');
  await page.route(/\.(m3u8|mp4)/, (route) => route.abort());
  await firstLink(page).click();
  await page.locator('.vitrine-stage iframe').waitFor();
  await fail();
  await page.locator('.vitrine-stage-message').waitFor();
  await keep('dialog-unplayable');
  await page.unroute(/\.(m3u8|mp4)/);
}

/** Each state on the cards and in the dialog, as `answer` or `meet` brings it about. */
async function statesOf(page, base, keep) {
  const meet = {
    ...Object.fromEntries(
      Object.entries(ANSWERS).map(([name, answer]) => [
        name,
        (route) =>
          route.fulfill({
            json: {
              videos: route
                .request()
                .postDataJSON()
                .grants.map(() => answer),
            },
          }),
      ]),
    ),
    error: (route) => route.fulfill({ status: 403 }),
    offline: (route) => route.abort(),
    loading: () => {},
  };
  for (const [name, handler] of Object.entries(meet)) {
    await page.route('**/_vitrine/tokens', handler);
    await page.goto(`${base}/members/`);
    await page.evaluate(() => sessionStorage.clear());
    if (name === 'offline') {
      await page.addInitScript(() =>
        Object.defineProperty(navigator, 'onLine', { get: () => !window.cutOff }),
      );
      await page.addInitScript(() => Object.assign(window, { cutOff: true }));
    }
    await openGallery(page, base);
    await keep(name);
    await page.locator('vitrine-video .vitrine-title').first().click();
    await page.waitForTimeout(500);
    await keep(`dialog-${name}`);
    if (name === 'offline') await page.addInitScript(() => Object.assign(window, { cutOff: false }));
    await page.unroute('**/_vitrine/tokens');
  }
  await page.route('**/thumbnail.jpg*', (route) => route.abort());
  await page.goto(`${base}/members/`);
  await openGallery(page, base);
  await keep('failed');
  await page.unroute('**/thumbnail.jpg*');
}

/** Right to left, forced colours, reduced motion: what could go wrong there is seen in one picture each. */
async function picturesOfOtherWays(browser, base) {
  for (const [name, options] of Object.entries({
    rtl: {},
    'forced-colors': { forcedColors: 'active', colorScheme: 'dark' },
    'reduced-motion': { reducedMotion: 'reduce' },
  })) {
    const context = await browser.newContext({ viewport: { width: 1440, height: 900 }, ...options });
    const page = await context.newPage();
    if (name === 'rtl')
      await page.addInitScript(() =>
        addEventListener('DOMContentLoaded', () => {
          document.documentElement.dir = 'rtl';
        }),
      );
    await openGallery(page, base);
    await page.screenshot({ path: `${OUT}${name}.png` });
    await firstLink(page).click();
    await page.waitForTimeout(2000);
    await page.screenshot({ path: `${OUT}${name}-dialog.png` });
    await page.route('**/_vitrine/tokens', (route) =>
      route.fulfill({
        json: {
          videos: route
            .request()
            .postDataJSON()
            .grants.map(() => ANSWERS.stale),
        },
      }),
    );
    await page.evaluate(() => sessionStorage.clear());
    await page.goto(`${base}/members/`);
    await page.evaluate(() => sessionStorage.clear());
    await openGallery(page, base);
    await page.screenshot({ path: `${OUT}${name}-stale.png` });
    await context.close();
  }
}

async function main() {
  const base = process.argv[2]?.replace(/\/$/, '');
  if (!base) {
    throw new Error('Start the demo with `npm run demo`, then: npm run screenshots -- http://127.0.0.1:4321');
  }
  await rm(OUT, { recursive: true, force: true });
  await mkdir(OUT, { recursive: true });
  const browser = await playwright.launch({
    executablePath: await chromium.executablePath(),
    args: ['--no-sandbox', '--disable-background-networking', '--disable-component-update', '--disable-sync'],
  });
  for (const look of LOOKS) {
    const { width, ...media } = look;
    const suffix = `${width}-${Object.values(media).join('-')}`;
    const open = async (options) => {
      const context = await browser.newContext({
        ...media,
        viewport: { width, height: width > 500 ? 900 : 844 },
        isMobile: width < 500,
        hasTouch: width < 500,
        ...options,
      });
      const page = await context.newPage();
      const path = (name) => `${OUT}${name}-${suffix}.png`;
      const keep = (name, wish) => page.screenshot({ path: path(name), ...wish });
      return { page, keep: Object.assign(keep, { path }), close: () => context.close() };
    };
    for (const walk of [pagesOf, playersOf, statesOf]) {
      const { page, keep, close } = await open();
      await walk(page, base, keep);
      await close();
    }
    const { page, keep, close } = await open({ javaScriptEnabled: false });
    await page.goto(base + GALLERY);
    await keep('no-script', { fullPage: true });
    await close();
  }
  await picturesOfOtherWays(browser, base);
  await browser.close();
  console.log(`The pictures are in ${OUT}`);
}

main().catch((error) => {
  console.error(error.message);
  process.exitCode = 1;
});
