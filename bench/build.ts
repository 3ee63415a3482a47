import { copyFile, mkdir } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { median, ratios } from '../sandbox/bench/statistics.js';
import { createSite, removeSite, type Variables } from '../test/helpers/site.js';
import { allVideos } from './account.js';
import { GALLERIES, libraryFiles, tagLibrary } from './large-library.js';
import { type Built, measuredBuild } from './measured-build.js';
import { asCollections, samePages, writeLibrary } from './plain-site.js';
import { type Bench, siteConfig, type Workbench } from './workbench.js';

const VIDEOS = 10_000;
const ROUNDS = 3;
/** The library was made some days ago, not while the first build ran. */
const AGE = 3 * 86_400_000;
/** The first build knows every length and playability, which others would complete half a minute's quota at a time. */
const AMPLE = { reads: 1_000_000, writes: 1_000_000, uploads: 100 };
const INCREMENTAL = 'experimental: { incrementalBuild: true },';

/** What a build says of them. */
const PREVIEWS_MADE = /\d+ previews? of pictures made with \d+ reads?/;
const PREVIEWS = 'node_modules/.astro/vitrine-previews.json';

type Side = 'ours' | 'bare' | 'incremental' | 'plain' | 'collections';

/** A site with a large library and one without anything of ours, the second one as empty as the first build needs. */
async function sites(workbench: Workbench) {
  const sandbox = await workbench.sandbox({ videos: VIDEOS, limits: AMPLE, clock: () => Date.now() - AGE });
  const videos = await allVideos(sandbox);
  await tagLibrary(sandbox, videos);
  const site = async (more = '', options = '{}') => {
    const folder = await createSite('bench', {
      'astro.config.mjs': siteConfig(options, more),
      'src/pages/bench': null,
      ...libraryFiles(videos),
    });
    workbench.closeLater(() => removeSite(folder));
    return folder;
  };
  const [ours, bare] = [await site(), await site('', '{ previews: false }')];
  const incremental = await site(INCREMENTAL);
  const [plain, collections] = [await createSite('plain'), await createSite('plain')];
  workbench.closeLater(() => Promise.all([removeSite(plain), removeSite(collections)]));
  await asCollections(collections, libraryFiles(videos));
  return {
    ours,
    bare,
    incremental,
    plain,
    collections,
    variables: { ...sandbox.env, ASTRO_KEY: Buffer.alloc(32, 7).toString('base64') },
  };
}

/** Builds on until every picture has its preview; gives the builds that made some. */
async function makePreviews(site: string, variables: Variables): Promise<Built[]> {
  for (const builds: Built[] = []; ; ) {
    const built = await measuredBuild(site, variables);
    builds.push(built);
    if (!built.output.includes('left for the next builds')) return builds;
  }
}

export const bench: Bench = async (workbench) => {
  const { ours, bare, incremental, plain, collections, variables } = await sites(workbench);
  const first = await measuredBuild(bare, variables);
  const making = await makePreviews(ours, variables);
  await mkdir(dirname(join(incremental, PREVIEWS)), { recursive: true });
  await copyFile(join(ours, PREVIEWS), join(incremental, PREVIEWS));
  const shown = await writeLibrary(join(ours, 'dist/client'), plain);
  await writeLibrary(join(ours, 'dist/client'), collections);
  await measuredBuild(plain);
  await measuredBuild(collections);
  await measuredBuild(incremental, variables);
  const same = await samePages(join(ours, 'dist/client'), join(plain, 'dist'));

  const built: Record<Side, Built[]> = {
    ...{ ours: [], bare: [], incremental: [], plain: [], collections: [] },
  };
  for (let round = 0; round < ROUNDS; round++) {
    const turns = [
      async () => built.ours.push(await measuredBuild(ours, variables)),
      async () => built.bare.push(await measuredBuild(bare, variables)),
      async () => built.plain.push(await measuredBuild(plain)),
      async () => built.incremental.push(await measuredBuild(incremental, variables)),
      async () => built.collections.push(await measuredBuild(collections)),
    ];
    for (const turn of round % 2 === 0 ? turns : turns.reverse()) await turn();
  }
  const of = (side: Side, what: 'seconds' | 'megabytes') => built[side].map((one) => one[what]);
  const time = ratios(of('ours', 'seconds'), of('plain', 'seconds'));
  const memory = ratios(of('ours', 'megabytes'), of('plain', 'megabytes'));
  const kept = ratios(of('incremental', 'seconds'), of('plain', 'seconds'));
  const without = ratios(of('collections', 'seconds'), of('plain', 'seconds'));
  const shows = ratios(of('ours', 'seconds'), of('bare', 'seconds'));
  const longer = (making[0] as Built).seconds - first.seconds;
  const s = (value: number) => `${value.toFixed(1)} s`;
  const mb = (value: number) => `${Math.round(value)} MB`;
  const what = `${VIDEOS} videos in ${GALLERIES} galleries, ${shown.pages} pages with ${shown.cards} cards`;
  return [
    {
      name: 'build.timeVsPlain',
      value: median(time),
      samples: time,
      target: { atMost: 1.15 },
      what: `A build whose catalogue is known from the one before, every page rendered: ${s(median(of('ours', 'seconds')))}, of a plain site with the same pages from a JSON file ${s(median(of('plain', 'seconds')))}; ${what}`,
    },
    {
      name: 'build.memoryVsPlain',
      value: median(memory),
      samples: memory,
      target: { atMost: 1.3 },
      what: `The most memory these builds held: ${mb(median(of('ours', 'megabytes')))}, ${mb(median(of('plain', 'megabytes')))}`,
    },
    {
      name: 'build.incrementalVsPlain',
      value: median(kept),
      samples: kept,
      what: `The first figure with Astro's experimental.incrementalBuild, where nothing changed: ${s(median(of('incremental', 'seconds')))}`,
    },
    {
      name: 'build.collectionsVsPlain',
      value: median(without),
      samples: without,
      what: `What Astro alone needs for such a site, without this package: the plain site with the Node adapter, an endpoint and the ${GALLERIES} gallery files as a collection: ${s(median(of('collections', 'seconds')))}, ${mb(median(of('collections', 'megabytes')))}`,
    },
    {
      name: 'build.samePages',
      value: same,
      target: { atLeast: 1 },
      what: 'The share of pages whose HTML is the same on both sides, but for the names of scripts and styles',
    },
    {
      name: 'build.firstSeconds',
      value: first.seconds,
      what: `The very first build, which reads the whole account and the status of every video, without previews: ${s(first.seconds)}, ${mb(first.megabytes)}`,
    },
    {
      name: 'build.previews.firstSeconds',
      value: longer,
      what: `Seconds that previews of ${VIDEOS} pictures add to the first build, within ten of its own: ${s((making[0] as Built).seconds)} in all, ${mb((making[0] as Built).megabytes)}`,
    },
    {
      name: 'build.previews.builds',
      value: making.length,
      what: `Builds until every picture has its preview: ${making.map(({ output }) => PREVIEWS_MADE.exec(output)?.[0] ?? 'none made').join('; ')}`,
    },
    {
      name: 'build.previews.timeVsWithout',
      value: median(shows),
      samples: shows,
      target: { atMost: 1.1 },
      what: `A build that has all previews over one with \`previews: false\`: ${s(median(of('ours', 'seconds')))}, ${s(median(of('bare', 'seconds')))}`,
    },
  ];
};
