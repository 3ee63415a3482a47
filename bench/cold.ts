import { Agent } from 'node:http';
import { performance } from 'node:perf_hooks';
import type { Sandbox } from 'api-video-sandbox';
import type { Figure } from '../sandbox/bench/figure.js';
import { median, ratios } from '../sandbox/bench/statistics.js';
import { MODES, type Mode, type PlacedGallery, placedGallery, SIZES, type Size, TAG } from './galleries.js';
import { startPageServer } from './peers/page-server.js';
import { perVideoFlow } from './peers/per-video.js';
import { privateVideoSessionFlow } from './peers/private-video-session.js';
import type { Shown } from './peers/steps.js';
import { tutorialFlow } from './peers/tutorial.js';
import { requireComplete, visit } from './visit.js';
import { type Bench, LATENCY, type Workbench } from './workbench.js';

const ROUNDS = 9;
const MOST_ROUND_TRIPS: Record<Size, number> = { 24: 2.4, 100: 2.8 };

/** Views that have the server's code compiled before it is measured, as the peers' is. */
const WARM_UP = 12;

/** One visitor's wait for a gallery. */
async function coldVisit(origin: string, gallery: PlacedGallery, agent: Agent): Promise<number> {
  const { results, took } = await visit(origin, gallery, agent);
  requireComplete(results, gallery.grants.length);
  return took;
}

/** The wait of the very first visitor after a server's start. */
async function firstVisit(workbench: Workbench, sandbox: Sandbox): Promise<number> {
  const folder = await workbench.site();
  const site = await workbench.serve(folder, sandbox);
  const agent = new Agent({ keepAlive: true });
  try {
    return await coldVisit(site.url, await placedGallery(folder, 'tagged-24'), agent);
  } finally {
    agent.destroy();
    await site.close();
  }
}

/** One visitor's wait for the HTML of a peer's page. */
async function peerVisit(url: string, videos: number): Promise<number> {
  const started = performance.now();
  const html = await (await fetch(url)).text();
  const took = performance.now() - started;
  const shown = html.match(/avh=/g)?.length ?? 0;
  if (shown !== videos * 2) throw new Error(`The peer's page is not complete: ${html.slice(0, 200)}`);
  return took;
}

export const bench: Bench = async (workbench) => {
  const sandbox = await workbench.sandbox({ latency: LATENCY });
  // Without a pool every visitor is the first one.
  const folder = await workbench.site({ pool: { perVideo: 0, total: 0 } });
  const site = await workbench.serve(folder, sandbox);
  const agent = new Agent({ keepAlive: true });
  workbench.closeLater(() => agent.destroy());
  const { videoIds } = await placedGallery(folder, 'tagged-24');
  const account = { ...sandbox, apiUrl: sandbox.apiUrl, apiKey: sandbox.apiKey };
  const flows: Record<string, () => Promise<Shown[]>> = {
    vsTutorial: () =>
      tutorialFlow(account, `tags[]=${TAG}&sortBy=publishedAt&sortOrder=desc&pageSize=${videoIds.length}`),
    vsPerVideo: () => perVideoFlow(account, videoIds),
    vsPrivateVideoSession: () => privateVideoSessionFlow(account, videoIds),
  };
  const waits = new Map<string, number[]>();
  const add = (name: string, took: number) => waits.set(name, [...(waits.get(name) ?? []), took]);

  const peers = new Map<string, { url: string; close: () => Promise<void> }>();
  for (const [name, flow] of Object.entries(flows)) {
    const peer = await startPageServer(flow, (cards) => `<!doctype html><ul>${cards}</ul>`);
    workbench.closeLater(peer.close);
    peers.set(name, peer);
  }
  for (let view = 0; view < WARM_UP; view++) {
    await coldVisit(site.url, await placedGallery(folder, 'scattered-24'), agent);
  }
  for (let round = 0; round < ROUNDS; round++) {
    add('first', await firstVisit(workbench, sandbox));
    for (const mode of MODES) {
      for (const size of SIZES)
        add(
          `${mode}.${size}`,
          await coldVisit(site.url, await placedGallery(folder, `${mode}-${size}`), agent),
        );
    }
    for (const [name, { url }] of peers) add(name, await peerVisit(url, videoIds.length));
  }

  const figures: Figure[] = MODES.flatMap((mode) =>
    SIZES.map((size) => roundTrips(mode, size, waits.get(`${mode}.${size}`) ?? [])),
  );
  const first = (waits.get('first') ?? []).map((wait) => wait / LATENCY);
  figures.push({
    name: 'cold.tagged.24.afterStart.roundTrips',
    value: median(first),
    samples: first,
    what: 'The same for the very first request to a server that has just started, its code not compiled yet',
  });
  for (const name of peers.keys()) {
    const samples = ratios(waits.get(name) ?? [], waits.get('tagged.24') ?? []);
    figures.push({
      name: `cold.tagged.24.${name}`,
      value: median(samples),
      samples,
      what: `${PEERS[name]} the wait for Vitrine's answer, ${LATENCY} ms a call`,
      ...(name === 'vsTutorial' ? { target: { atLeast: 10 } } : {}),
    });
  }
  return figures;
};

const PEERS: Record<string, string> = {
  vsTutorial: "The wait for the tutorial's page (list, then sessions one after another) over",
  vsPerVideo: 'The wait for a page that reads every video, and opens every session, at once over',
  vsPrivateVideoSession: 'The wait for reads at once and @api.video/private-video-session on each over',
};

function roundTrips(mode: Mode, size: Size, waits: readonly number[]): Figure {
  const samples = waits.map((wait) => wait / LATENCY);
  return {
    name: `cold.${mode}.${size}.roundTrips`,
    value: median(samples),
    samples,
    target: { atMost: MOST_ROUND_TRIPS[size] },
    what: `POST of ${size} grants to a running server whose pool is empty, over the ${LATENCY} ms of one call`,
  };
}
