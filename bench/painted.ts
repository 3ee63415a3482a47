import type { Browser, Page } from 'playwright-core';

/** Shared by every page that is compared: how far below the fold a thumbnail still counts, as for the island. */
const NEAR = 1.5;
export const VIEWPORT = { width: 1280, height: 800 };

interface Painted {
  /** Milliseconds from the navigation's start until every near thumbnail was drawn. */
  at: number;
  near: number;
  /** The same until the first one was. */
  firstAt: number;
  /** How far what was shown has moved until then: the sum of all layout shifts. */
  shifted: number;
}

/** Runs in the page before its own scripts: notes when the first and the last near thumbnail have been painted. */
function watch(near: number): void {
  const noted = window as unknown as { painted?: Painted };
  let firstAt: number | undefined;
  let shifted = 0;
  const sum = (shifts: PerformanceEntryList) => {
    for (const shift of shifts) shifted += (shift as PerformanceEntry & { value: number }).value;
  };
  const shifts = new PerformanceObserver((list) => sum(list.getEntries()));
  shifts.observe({ type: 'layout-shift', buffered: true });
  const check = () => {
    if (noted.painted || document.readyState === 'loading') return;
    const styles = document.querySelectorAll<HTMLLinkElement>('link[rel="stylesheet"]');
    if (![...styles].every(({ sheet }) => sheet)) return;
    const cards = [...document.querySelectorAll('.vitrine-card')].filter(
      (card) => card.getBoundingClientRect().top < innerHeight * near,
    );
    const drawn = cards.filter((card) => (card.querySelector('img')?.naturalWidth ?? 0) > 0);
    if (drawn.length === 0) return;
    requestAnimationFrame(() => {
      firstAt ??= performance.now();
      if (drawn.length < cards.length) return;
      sum(shifts.takeRecords());
      noted.painted ??= { at: performance.now(), near: cards.length, firstAt, shifted };
    });
  };
  document.addEventListener('load', check, true);
  document.addEventListener('DOMContentLoaded', check);
}

async function painted(page: Page, act: () => Promise<unknown>): Promise<Painted> {
  await act();
  const handle = await page.waitForFunction(() => (window as unknown as { painted?: Painted }).painted);
  return (await handle.jsonValue()) as Painted;
}

/** A tab of a visitor who has never been here. */
export async function freshTab(browser: Browser): Promise<Page> {
  const context = await browser.newContext({ viewport: VIEWPORT });
  const page = await context.newPage();
  await page.addInitScript(watch, NEAR);
  return page;
}

export const open = (page: Page, url: string) => painted(page, () => page.goto(url, { waitUntil: 'commit' }));
export const reload = (page: Page) => painted(page, () => page.reload({ waitUntil: 'commit' }));
