import type { Browser, Page } from 'playwright-core';
import type { Figure } from '../sandbox/bench/figure.js';
import { median, ratios } from '../sandbox/bench/statistics.js';
import { freshTab, open } from './painted.js';

const ROUNDS = 7;
/** Milliseconds that each request takes besides its bytes. */
const LATENCY = 100;
const MEGABITS = 10;

async function slowDown(page: Page): Promise<void> {
  const bytesPerSecond = (MEGABITS * 1_000_000) / 8;
  const session = await page.context().newCDPSession(page);
  await session.send('Network.enable');
  await session.send('Network.emulateNetworkConditions', {
    offline: false,
    latency: LATENCY,
    downloadThroughput: bytesPerSecond,
    uploadThroughput: bytesPerSecond,
  });
}

interface Compared {
  gallery: string;
  /** The same gallery, its thumbnails relayed by the site. */
  relayed: string;
  /** Where the same page shows public videos. */
  shown: string;
  /** Waits until the pool is as full as it gets. */
  settled: () => Promise<void>;
}

/** The first picture of a private gallery and of the same page with public videos, on a slow network. */
export async function slowNetwork(
  browser: Browser,
  { gallery, relayed, shown, settled }: Compared,
): Promise<Figure[]> {
  const first = { gallery: [] as number[], relayed: [] as number[], shown: [] as number[] };
  let shifted = 0;
  const visit = async (name: keyof typeof first, url: string) => {
    const page = await freshTab(browser);
    await slowDown(page);
    const painted = await open(page, url);
    await page.context().close();
    first[name].push(painted.firstAt);
    shifted = Math.max(shifted, painted.shifted);
    await settled();
  };
  for (let round = 0; round < ROUNDS; round++) {
    const turns = [
      () => visit('gallery', gallery),
      () => visit('shown', shown),
      () => visit('relayed', relayed),
    ];
    for (const turn of round % 2 === 0 ? turns : turns.reverse()) await turn();
  }
  const firstVsPublic = ratios(first.gallery, first.shown);
  const relayedVsPublic = ratios(first.relayed, first.shown);
  const ms = (name: keyof typeof first) => `${Math.round(median(first[name]))} ms`;
  const network = `${LATENCY} ms for each request and ${MEGABITS} Mbit/s`;
  return [
    {
      name: 'browser.slow.firstThumbnailVsPublic',
      value: median(firstVsPublic),
      samples: firstVsPublic,
      target: { atMost: 1.25 },
      what: `Navigation to the first painted thumbnail with ${network}: ${ms('gallery')} from the pool, ${ms('shown')} for the same page of public videos`,
    },
    {
      name: 'browser.slow.firstRelayedVsPublic',
      value: median(relayedVsPublic),
      samples: relayedVsPublic,
      target: { atMost: 1.25 },
      what: `The same where the site relays the thumbnails, whose addresses stand in the page: ${ms('relayed')}`,
    },
    {
      name: 'browser.slow.cls',
      value: shifted,
      target: { atMost: 0 },
      what: 'The largest sum of layout shifts of these visits',
    },
  ];
}
