import type { Figure } from '../../sandbox/bench/figure.js';
import { placedGallery } from '../galleries.js';
import { requireComplete, visit } from '../visit.js';
import { visitorAt } from '../visitor-at.js';
import type { Workbench } from '../workbench.js';
import { readsWhenQuiet } from './quiet.js';

const REQUESTS = 200;
/** What the option `limits.reads` allows by itself. */
const ALLOWANCE = 120;

/** What a burst of one visitor costs at api.video; the next visitor must get a video all the same. */
export async function burstReads(workbench: Workbench): Promise<Figure> {
  const folder = await workbench.site({ limits: {} });
  const gallery = await placedGallery(folder, 'scattered-24');
  const sandbox = await workbench.sandbox({ limits: { reads: 500, writes: 200, uploads: 100 } });
  const site = await workbench.serve(folder, sandbox);
  const greedy = visitorAt(0);
  await Promise.all(Array.from({ length: REQUESTS }, () => visit(site.url, gallery, greedy)));
  const other = visitorAt(1);
  const one = { ...gallery, grants: gallery.grants.slice(0, 1) };
  requireComplete((await visit(site.url, one, other)).results, 1);
  greedy.destroy();
  other.destroy();
  const reads = await readsWhenQuiet(sandbox);
  await site.close();
  return {
    name: 'abuse.burstReadsVsAllowance',
    value: reads / ALLOWANCE,
    target: { atMost: 1.05 },
    what: `${reads} reads for ${REQUESTS} requests of one visitor at the same moment, refills and one video of the next visitor included, over the ${ALLOWANCE} that a visitor may cause`,
  };
}
