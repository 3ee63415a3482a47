import { extraMemory } from './live/extra-memory.js';
import { liveSite } from './live/live-site.js';
import { pageSpeed } from './live/page-speed.js';
import { readsPerMinute } from './live/reads-per-minute.js';
import { tagToPage } from './live/tag-to-page.js';
import type { Bench } from './workbench.js';

/** Galleries whose pages are made on demand: how fresh they are, and what that costs. Takes ten minutes, by the clock. */
export const bench: Bench = async (workbench) => {
  const site = await liveSite(workbench);
  const running = await workbench.serve(site.folder, site.sandbox);
  const memory = await extraMemory(running.url);
  const speed = await pageSpeed(running.url);
  await running.close();
  const fresh = await workbench.serve(site.folder, site.sandbox);
  const reads = await readsPerMinute(fresh.url, site);
  const seconds = await tagToPage(fresh.url, site);
  return [seconds, ...reads, speed, memory];
};
