import type { Page } from 'playwright-core';
import { describe, expect } from 'vitest';
import { demoTest } from '../helpers/demo.js';
import { waitForThumbnails } from '../helpers/requests.js';

const GALLERY = '/galleries/spring-summit-2026/';
const SENTENCE =
  'The looms have been running since the early morning, and nobody remembers who started them. ';
const LONG_WORD = 'Donaudampfschifffahrtselektrizitätenhauptbetriebswerkbauunterbeamtengesellschaft';

const it = demoTest();

const ends = (text: string, length: number) => text.repeat(Math.ceil(length / text.length)).slice(0, length);

/** Opens the dialog of a card with other words. */
async function openWith(page: Page, title: string, caption: string): Promise<void> {
  await page.goto(GALLERY);
  await waitForThumbnails(page);
  await page
    .locator('li:has(vitrine-video)')
    .first()
    .evaluate(
      (card, words) => {
        card.querySelector('.vitrine-title')?.replaceChildren(words.title);
        const text = card.querySelector('.vitrine-caption') ?? document.createElement('p');
        text.className = 'vitrine-caption';
        text.textContent = words.caption;
        card.querySelector('vitrine-video')?.append(text);
      },
      { title, caption },
    );
  await page.locator('vitrine-video .vitrine-link').first().click();
  await page.locator('.vitrine-stage iframe').waitFor();
}

interface Box {
  x: number;
  y: number;
  width: number;
  height: number;
}

const boxOf = async (page: Page, selector: string): Promise<Box> => {
  const box = await page.locator(selector).boundingBox({ timeout: 5000 });
  if (!box) throw new Error(`${selector} is not shown.`);
  return box;
};

const overlap = (one: Box, other: Box) =>
  one.x + one.width > other.x + 0.5 &&
  other.x + other.width > one.x + 0.5 &&
  one.y + one.height > other.y + 0.5 &&
  other.y + other.height > one.y + 0.5;

const PARTS = [
  '.vitrine-stage',
  '.vitrine-dialog-words',
  '.vitrine-close',
  '.vitrine-previous',
  '.vitrine-next',
  '.vitrine-dialog-download',
];

const WORDS = {
  short: ['Colour after dark', 'A short walk.'],
  long: [ends(SENTENCE, 700), ends(SENTENCE, 900)],
  unbroken: [ends(LONG_WORD, 700), ends(LONG_WORD, 900)],
} as const;

describe.for([
  [667, 375],
  [640, 360],
  [844, 390],
  [720, 450],
  [390, 844],
  [320, 568],
  [768, 1024],
  [1440, 900],
] as const)('at %i x %i', ([width, height]) => {
  it.for(Object.keys(WORDS) as (keyof typeof WORDS)[])(
    'picture, %s words and buttons stand beside each other within the window',
    async (kind, { visit }) => {
      const page = await visit();
      const [title, caption] = WORDS[kind];
      await openWith(page, title, caption);
      await page.setViewportSize({ width, height });
      const boxes = await Promise.all(PARTS.map((part) => boxOf(page, part)));
      for (const [index, box] of boxes.entries()) {
        const part = PARTS[index] as string;
        expect(box.x, part).toBeGreaterThanOrEqual(0);
        expect(box.y, part).toBeGreaterThanOrEqual(0);
        expect(box.x + box.width, part).toBeLessThanOrEqual(width + 0.5);
        expect(box.y + box.height, part).toBeLessThanOrEqual(height + 0.5);
        for (const [next, other] of boxes.entries()) {
          if (next > index) expect(overlap(box, other), `${part} over ${PARTS[next]}`).toBe(false);
        }
      }
      const [stage] = boxes as [Box];
      // As large as half of the height, or as the width allows.
      expect(stage.height).toBeGreaterThanOrEqual(Math.min(height / 2, (width * 0.8 * 9) / 16) - 1);
      expect(stage.width / stage.height).toBeCloseTo(16 / 9, 1);
      if (kind === 'short') return;
      const words = page.locator('.vitrine-dialog-words');
      const scrolls = await words.evaluate((element) => element.scrollHeight > element.clientHeight + 1);
      if (!scrolls) return;
      await words.evaluate((element) => element.scrollTo(0, element.scrollHeight));
      const [end, frame] = await Promise.all([
        boxOf(page, '.vitrine-dialog-caption'),
        boxOf(page, '.vitrine-dialog-words'),
      ]);
      expect(end.y + end.height).toBeLessThanOrEqual(frame.y + frame.height + 1);
    },
  );
});

describe('a dialog with one video', () => {
  it.for([
    ['of a gallery of one', 1440],
    ['of a gallery of one', 390],
  ] as const)('%s shows its picture at %i px', async ([, width], { visit }) => {
    const page = await visit({ viewport: { width, height: 844 } });
    await page.goto(GALLERY);
    await page.evaluate(() => {
      for (const card of [...document.querySelectorAll('.vitrine-card')].slice(1)) card.remove();
    });
    await page.locator('.vitrine-link').click();
    const { width: shown } = await boxOf(page, '.vitrine-stage');
    expect(shown).toBeGreaterThan(width * 0.8);
    expect(await page.locator('.vitrine-next').isVisible()).toBe(false);
  });
});

describe('the address', () => {
  it('stays on the page where the layout has a base', async ({ page, players, site }) => {
    await page.goto(GALLERY);
    await waitForThumbnails(page);
    await page.evaluate(() => {
      document.head.insertAdjacentHTML('afterbegin', '<base href="/elsewhere/">');
    });
    await page.locator('vitrine-video .vitrine-link').first().click();
    await players.embedPlays(page);
    expect(page.url()).toMatch(new RegExp(`^${site.url}${GALLERY}#v=`));
    await page.getByRole('button', { name: 'Next video' }).click();
    expect(page.url()).toMatch(new RegExp(`^${site.url}${GALLERY}#v=`));
    await page.keyboard.press('Escape');
    await page.locator('dialog').waitFor({ state: 'detached' });
    expect(page.url()).toBe(site.url + GALLERY);
  });

  it.for(['#v=%', '#v=%E0%A4%A', '#v=vi000000000000000000000', '#v=', '#v=%22%3E%3Cimg%20src%3Dx%3E'])(
    'with %s opens nothing and breaks nothing',
    async (hash, { page }) => {
      const errors: string[] = [];
      page.on('pageerror', (error) => errors.push(error.message));
      await page.goto(GALLERY + hash);
      await waitForThumbnails(page);
      await page.locator('vitrine-video .vitrine-link').first().click();
      await page.locator('.vitrine-stage iframe').waitFor();
      // As somebody does who edits the address.
      await page.evaluate((other) => location.assign(other), hash);
      await page.locator('dialog').waitFor({ state: 'detached' });
      expect(errors).toEqual([]);
    },
  );

  it('closes by the button as by Back, after a reload as well', async ({ page, players, site }) => {
    await page.goto('/galleries/');
    await page.goto(GALLERY);
    await waitForThumbnails(page);
    await page.locator('vitrine-video .vitrine-link').first().click();
    await players.embedPlays(page);
    await page.reload();
    await players.embedReady(page);
    await page.getByRole('button', { name: 'Close' }).click();
    await page.locator('dialog').waitFor({ state: 'detached' });
    expect(page.url()).toBe(site.url + GALLERY);
    await page.goBack();
    expect(page.url()).toBe(`${site.url}/galleries/`);
  });
});

it('words written elsewhere on the page load nothing', async ({ page }) => {
  await page.goto(GALLERY);
  await waitForThumbnails(page);
  await page.evaluate(() => document.body.insertAdjacentHTML('afterbegin', '<input id="foreign">'));
  const scripts: string[] = [];
  page.on('request', (request) => scripts.push(request.url()));
  await page.locator('#foreign').fill('summit');
  await page.locator('#foreign').press('s');
  expect(scripts.filter((url) => url.endsWith('.js'))).toEqual([]);
});
