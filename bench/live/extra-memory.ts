import type { Figure } from '../../sandbox/bench/figure.js';
import { usage } from '../usage.js';
import { page, VIDEOS } from './live-site.js';

const PAGES = VIDEOS / 100;

/** What a live gallery of the whole account takes in the server, once each of its pages was looked at. */
export async function extraMemory(origin: string): Promise<Figure> {
  for (let round = 0; round < PAGES; round++) await page(`${origin}/galleries/built-hundred/`);
  const { heap: before } = await usage(origin, true);
  for (let number = 1; number <= PAGES; number++)
    await page(`${origin}/galleries/library/${number > 1 ? `${number}/` : ''}`);
  const { heap: after } = await usage(origin, true);
  return {
    name: 'live.extraMemoryMiB',
    value: (after - before) / 1024 / 1024,
    target: { atMost: 20 },
    what: `Heap after all ${PAGES} pages of a live gallery of ${VIDEOS} videos, over the heap before: ${(after / 1e6).toFixed(1)} MB, ${(before / 1e6).toFixed(1)} MB`,
  };
}
