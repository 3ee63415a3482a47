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

async function picturesOf(page, base, keep) {
  for (const [name, path] of Object.entries(PAGES)) {
    await page.goto(base + path);
    await scrollThrough(page);
    await keep(name, { fullPage: true });
  }

  await openGallery(page, base);
  await page.locator('vitrine-video .vitrine-link').first().hover();
  await keep('hover');
  await page.locator('vitrine-video .vitrine-link').first().click();
  await page.waitForTimeout(2500);
  await keep('dialog');

  for (const [name, answer] of Object.entries(ANSWERS)) {
    await page.route('**/_vitrine/tokens', async (route) => {
      const { grants } = route.request().postDataJSON();
      await route.fulfill({ json: { videos: grants.map(() => answer) } });
    });
    await page.evaluate(() => sessionStorage.clear());
    await openGallery(page, base);
    await keep(name);
    await page.locator('vitrine-video .vitrine-title').first().click();
    await page.waitForTimeout(500);
    await keep(`dialog-${name}`);
    await page.unroute('**/_vitrine/tokens');
  }

  await page.route('**/_vitrine/tokens', () => {});
  await page.evaluate(() => sessionStorage.clear());
  await openGallery(page, base);
  await keep('loading');
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
  for (const { width, colorScheme } of LOOKS) {
    const context = await browser.newContext({
      colorScheme,
      viewport: { width, height: width > 500 ? 900 : 844 },
      isMobile: width < 500,
      hasTouch: width < 500,
    });
    const page = await context.newPage();
    await picturesOf(page, base, (name, options) =>
      page.screenshot({ path: `${OUT}${name}-${width}-${colorScheme}.png`, ...options }),
    );
    await context.close();
  }
  await browser.close();
  console.log(`The pictures are in ${OUT}`);
}

main().catch((error) => {
  console.error(error.message);
  process.exitCode = 1;
});
