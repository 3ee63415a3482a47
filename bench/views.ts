import { Agent } from 'node:http';
import type { Sandbox } from 'api-video-sandbox';
import type { Figure } from '../sandbox/bench/figure.js';
import { MODES, type Mode, placedGallery, SIZES, type Size } from './galleries.js';
import { perVideoFlow } from './peers/per-video.js';
import { relayReads } from './relay.js';
import { isComplete, visit } from './visit.js';
import type { Bench, Workbench } from './workbench.js';

/** Reads a minute in api.video's production environment. */
const QUOTA = 500;
const MOST_VIEWS = 2000;

const LEAST: Record<Mode, Record<Size, number>> = {
  tagged: { 24: 20, 100: 80 },
  scattered: { 24: 2, 100: 2 },
};

/** An account with one minute's quota that never comes back: its clock stands still. */
function oneMinute(workbench: Workbench): Promise<Sandbox> {
  const now = Date.now();
  return workbench.sandbox({ clock: () => now, limits: { reads: QUOTA, writes: 200, uploads: 100 } });
}

/** Complete views, one visitor after another, until somebody is told to come back later. */
async function ourViews(workbench: Workbench, name: string): Promise<number> {
  const folder = await workbench.site();
  const gallery = await placedGallery(folder, name);
  const sandbox = await oneMinute(workbench);
  const site = await workbench.serve(folder, sandbox);
  const agent = new Agent({ keepAlive: true });
  let views = 0;
  while (
    views < MOST_VIEWS &&
    isComplete((await visit(site.url, gallery, agent)).results, gallery.grants.length)
  )
    views++;
  agent.destroy();
  await site.close();
  await sandbox.close();
  return views;
}

/** The same for a page that reads every video by its id. */
async function perVideoViews(workbench: Workbench, name: string): Promise<number> {
  const { videoIds } = await placedGallery(await workbench.site(), name);
  const sandbox = await oneMinute(workbench);
  const complete = () =>
    perVideoFlow(sandbox, videoIds).then(
      () => true,
      () => false,
    );
  let views = 0;
  while (views < MOST_VIEWS && (await complete())) views++;
  await sandbox.close();
  return views;
}

export const bench: Bench = async (workbench) => {
  const figures: Figure[] = [];
  for (const mode of MODES) {
    for (const size of SIZES) {
      const ours = await ourViews(workbench, `${mode}-${size}`);
      const theirs = await perVideoViews(workbench, `${mode}-${size}`);
      figures.push({
        name: `views.${mode}.${size}.vsPerVideo`,
        value: ours / theirs,
        target: { atLeast: LEAST[mode][size] },
        what: `Complete gallery views until the minute's ${QUOTA} reads are gone: ${ours}, against ${theirs} with a read per video`,
      });
    }
  }
  return [...figures, await relayReads(workbench)];
};
