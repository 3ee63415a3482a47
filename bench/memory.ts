import { placedGallery } from './galleries.js';
import { load } from './load.js';
import { usage } from './usage.js';
import { requireComplete, resultsOf } from './visit.js';
import { settled } from './warm-pool.js';
import type { Bench } from './workbench.js';

const ISSUED = 100_000;
/** Issued before the first look: whatever is remembered up to a bound has reached it by then. */
const BEFORE = 60_000;

/** Whether a server that has issued for long needs more memory than before. */
export const bench: Bench = async (workbench) => {
  const folder = await workbench.site();
  const gallery = await placedGallery(folder, 'tagged-100');
  const videos = gallery.grants.length;
  const sandbox = await workbench.sandbox();
  const site = await workbench.serve(folder, sandbox);
  /** Looks only when the pool is as full as it gets: how far it has come meanwhile is no growth. */
  const issue = async (count: number) => {
    await load({
      url: site.url + gallery.endpoint,
      body: JSON.stringify({ grants: gallery.grants }),
      concurrency: 4,
      requests: Math.ceil(count / videos),
      check: (answer) => requireComplete(resultsOf(answer), videos),
    });
    await settled(sandbox);
  };
  await issue(BEFORE);
  const { heap: before } = await usage(site.url, true);
  await issue(ISSUED);
  const { heap: after } = await usage(site.url, true);
  return [
    {
      name: 'memory.growth',
      value: after / before,
      target: { atMost: 1.1 },
      what: `Heap after ${ISSUED} further videos over the heap after ${BEFORE}: ${(after / 1e6).toFixed(1)} MB, ${(before / 1e6).toFixed(1)} MB`,
    },
    {
      name: 'memory.megabytes',
      value: after / 1e6,
      what: `Heap of the server after ${ISSUED + BEFORE} issued videos, its pool of 5,000 sessions included`,
    },
  ];
};
