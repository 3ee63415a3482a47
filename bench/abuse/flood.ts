import type { Figure } from '../../sandbox/bench/figure.js';
import { median, quantile } from '../../sandbox/bench/statistics.js';
import { type PlacedGallery, placedGallery } from '../galleries.js';
import { requireComplete, visit } from '../visit.js';
import { visitorAt } from '../visitor-at.js';
import type { Workbench } from '../workbench.js';

const REQUESTS = 280;
const GRANTS = 90;
const LATENCY = 100;
const SAMPLES = 24;

/** The one grant of each that a visitor of its own asks for. */
async function firstTokens(url: string, gallery: PlacedGallery, from: number, most: () => boolean) {
  const took: number[] = [];
  for (let at = from; at < from + SAMPLES && most(); at++) {
    const agent = visitorAt(at + 1);
    const one = { ...gallery, grants: gallery.grants.slice(at, at + 1) };
    const answer = await visit(url, one, agent);
    agent.destroy();
    requireComplete(answer.results, 1);
    took.push(answer.took);
  }
  return took;
}

/** How much longer others wait for their first token while one visitor asks for all that can be asked for. */
export async function otherVisitors(workbench: Workbench): Promise<Figure> {
  const folder = await workbench.site();
  const flooded = await placedGallery(folder, 'tagged-100');
  const all = await placedGallery(folder, 'scattered-100');
  const apart = all.videoIds.map((id) => !flooded.videoIds.includes(id));
  const others = { ...all, grants: all.grants.filter((_, index) => apart[index]) };
  const sandbox = await workbench.sandbox({ latency: LATENCY });
  const site = await workbench.serve(folder, sandbox);
  const quiet = await firstTokens(site.url, others, 0, () => true);
  const greedy = visitorAt(0);
  let isFlooded = true;
  const before = sandbox.counters();
  const flood = Promise.all(
    Array.from({ length: REQUESTS }, () =>
      visit(site.url, { ...flooded, grants: flooded.grants.slice(0, GRANTS) }, greedy),
    ),
  ).then(() => {
    isFlooded = false;
  });
  const during = await firstTokens(site.url, others, SAMPLES, () => isFlooded);
  await flood;
  greedy.destroy();
  const sessions = sandbox.counters().sessions - before.sessions;
  await site.close();
  const slowdown = quantile(during, 0.95) / quantile(quiet, 0.95);
  return {
    name: 'abuse.otherVisitorSlowdown',
    value: slowdown,
    target: { atMost: 3 },
    what: `The first token of others, 95 of 100 within ${Math.round(quantile(during, 0.95))} ms (half within ${Math.round(median(during))} ms; ${during.length} visitors) while one visitor asks ${REQUESTS} times for ${GRANTS} videos without limits, over ${Math.round(quantile(quiet, 0.95))} ms in quiet; ${sessions} sessions`,
  };
}
