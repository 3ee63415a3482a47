import { readFile } from 'node:fs/promises';
import { Agent } from 'node:http';
import { performance } from 'node:perf_hooks';
import { median, ratios } from '../sandbox/bench/statistics.js';
import { astro, createSite, removeSite } from '../test/helpers/site.js';
import { placedGallery } from './galleries.js';
import { requireComplete, visit } from './visit.js';
import { type Bench, siteConfig, type Workbench } from './workbench.js';

const SIZES = { small: 24, large: 10_000 };
type Size = keyof typeof SIZES;
const ROUNDS = 9;
const LONGEST_BUILD = 300_000;

const GALLERIES = {
  'src/content/galleries/first.md':
    '---\ntitle: First\nselect: { sort: createdAt, order: asc, limit: 24 }\n---\n',
  'src/content/galleries/all.md': '---\ntitle: All\nselect: { sort: createdAt }\n---\n',
};

/** A server of its own for each round, as it is after a deploy. */
async function prepare(workbench: Workbench, size: Size) {
  const sandbox = await workbench.sandbox({ videos: SIZES[size] });
  const folder = await createSite('bench', {
    'astro.config.mjs': siteConfig('{}'),
    'src/pages/bench': null,
    ...GALLERIES,
  });
  workbench.closeLater(() => removeSite(folder));
  const { code, output } = await astro(folder, 'build', sandbox.env, LONGEST_BUILD);
  if (code !== 0)
    throw new Error(`The site with ${SIZES[size]} videos could not be built:\n${output.slice(-2000)}`);
  const { endpoint, grants } = await placedGallery(folder, 'first');
  const one = { endpoint, grants: grants.slice(0, 1), videoIds: [] };
  // Only reads of the list differ by its length, and those are the sandbox's: so the first token of one small gallery.
  return async () => {
    const started = performance.now();
    const site = await workbench.serve(folder, sandbox);
    const up = performance.now() - started;
    const agent = new Agent({ keepAlive: true });
    try {
      const before = await residentMegabytes(site.pid);
      const { results, took } = await visit(site.url, one, agent);
      requireComplete(results, 1);
      return { up, took, before, after: await residentMegabytes(site.pid) };
    } finally {
      agent.destroy();
      await site.close();
    }
  };
}

/** What a process holds in memory now. */
async function residentMegabytes(pid: number): Promise<number> {
  const status = await readFile(`/proc/${pid}/status`, 'utf8');
  return Number(/VmRSS:\s+(\d+)/.exec(status)?.[1]) / 1024;
}

export const bench: Bench = async (workbench) => {
  const servers = { small: await prepare(workbench, 'small'), large: await prepare(workbench, 'large') };
  const seen: Record<Size, Awaited<ReturnType<typeof servers.small>>[]> = { small: [], large: [] };
  for (const size of ['small', 'large'] as const) await servers[size]();
  for (let round = 0; round < ROUNDS; round++) {
    const order: Size[] = round % 2 === 0 ? ['small', 'large'] : ['large', 'small'];
    for (const size of order) seen[size].push(await servers[size]());
  }
  const of = (size: Size, what: 'up' | 'took' | 'before' | 'after') => seen[size].map((one) => one[what]);
  const both = (what: 'up' | 'took' | 'before' | 'after', unit: string) =>
    `${median(of('large', what)).toFixed(1)} ${unit} at ${SIZES.large} videos, ${median(of('small', what)).toFixed(1)} ${unit} at ${SIZES.small}`;
  const rss = ratios(of('large', 'after'), of('small', 'after'));
  const start = ratios(of('large', 'before'), of('small', 'before'));
  const first = (size: Size) => seen[size].map(({ up, took }) => up + took);
  const token = ratios(first('large'), first('small'));
  return [
    {
      name: 'server.rssVsSmall',
      value: median(rss),
      samples: rss,
      target: { atMost: 1.1 },
      what: `Memory of the server after its first token: ${both('after', 'MB')}`,
    },
    {
      name: 'server.startRssVsSmall',
      value: median(start),
      samples: start,
      target: { atMost: 1.1 },
      what: `The same when it has just started: ${both('before', 'MB')}`,
    },
    {
      name: 'server.firstTokenVsSmall',
      value: median(token),
      samples: token,
      target: { atMost: 1.1 },
      what: `From the start of the process to the first token: listening after ${both('up', 'ms')}; the request itself ${both('took', 'ms')}`,
    },
  ];
};
