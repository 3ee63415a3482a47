import type { Bench } from './workbench.js';

/** Every bench by the name it is asked for; loaded only when it runs. */
export const BENCHES: Record<string, () => Promise<{ bench: Bench }>> = {
  cold: () => import('./cold.js'),
  warm: () => import('./warm.js'),
  views: () => import('./views.js'),
  abuse: () => import('./abuse.js'),
  browser: () => import('./browser.js'),
  island: () => import('./island.js'),
  memory: () => import('./memory.js'),
  day: () => import('./day.js'),
  build: () => import('./build.js'),
  server: () => import('./server.js'),
  sandbox: () => import('../sandbox/bench/index.js'),
  live: () => import('./live.js'),
  sync: () => import('./sync.js'),
};
