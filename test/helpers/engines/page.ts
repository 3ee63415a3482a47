import { expect } from 'vitest';
import type { Tab } from './engine.js';

/** Cards of private videos. */
export const CARD = 'vitrine-video .vitrine-link';

export const focus = (tab: Tab, selector: string) =>
  tab.evaluate((selector) => document.querySelector<HTMLElement>(selector)?.focus(), selector);

/** What the private videos of the page are in. */
export const states = (tab: Tab) =>
  tab.evaluate(() =>
    [...document.querySelectorAll<HTMLElement>('vitrine-video')].map((video) => video.dataset.state),
  );

/** Titles of the cards that are shown. */
export const shownTitles = (tab: Tab) =>
  tab.evaluate(() =>
    [...document.querySelectorAll('.vitrine-card:not([hidden]) .vitrine-title')].map(
      (title) => title.textContent,
    ),
  );

/** Waits until each private video near the viewport shows its thumbnail. */
export const painted = (tab: Tab) =>
  expect
    .poll(() =>
      tab.evaluate(() => {
        const near = [...document.querySelectorAll('vitrine-video')].filter((video) => {
          const { top, bottom } = video.getBoundingClientRect();
          return bottom > 0 && top < innerHeight;
        });
        return near.length > 0 && near.every((video) => video.querySelector('img')?.naturalWidth);
      }),
    )
    .toBe(true);

/** How far the video of a document has got; nothing while it is paused, or could not be heard. */
const position = () => {
  const video = document.querySelector('video');
  return video && !video.paused && !video.muted ? video.currentTime : undefined;
};

/** Waits until the video in the dialog plays, with its sound, be it in a frame or the page's own. */
export const plays = (tab: Tab) =>
  expect
    .poll(async () => {
      const isFramed = await tab.evaluate(() => document.querySelector('.vitrine-stage iframe') !== null);
      return isFramed ? tab.evaluateIn('.vitrine-stage iframe', position) : tab.evaluate(position);
    })
    .toBeGreaterThan(0.2);

export const closed = (tab: Tab) =>
  expect.poll(() => tab.evaluate(() => document.querySelector('dialog') === null)).toBe(true);

export const place = (tab: Tab) =>
  tab.evaluate(() => document.querySelector('.vitrine-dialog-place')?.textContent);
