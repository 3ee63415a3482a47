import { performance } from 'node:perf_hooks';
import pLimit from 'p-limit';
import { createVideoLoader } from '../integration/dist/content/loader.js';
import { AT_ONCE } from '../integration/dist/content/sync/account-reader.js';
import { median, ratios } from '../sandbox/bench/statistics.js';
import { type Collection, createCollection } from '../test/helpers/content-collection.js';
import { type FarAccount, startFarAccount } from './sync/far-account.js';
import { type Bench, LATENCY } from './workbench.js';

const VIDEOS = 10_000;
const PAGES = VIDEOS / 100;
const ROUNDS = 5;

/**
 * What quota and latency allow: one call for the latest changes, then all pages, eight at a time. All of them fit
 * into a minute of production's quota (500 reads), so nothing waits for it.
 */
const BOUND = (1 + Math.ceil(PAGES / AT_ONCE)) * LATENCY;

const TEN = Array.from({ length: 10 }, (_, index) => index);

/** One build's sync: how long it takes, and what it reads. */
async function sync(account: FarAccount, collection: Collection, statuses = false) {
  const loader = createVideoLoader((name) => account.env[name], { statuses });
  const before = await account.reads();
  const started = performance.now();
  await collection.load(loader);
  const took = performance.now() - started;
  if (collection.entries.size === 0) throw new Error('The sync found no videos.');
  return { took, reads: (await account.reads()) - before };
}

/** The same calls with nothing done to their answers: what machine and sandbox allow at this moment. */
async function bareReads(account: FarAccount): Promise<number> {
  const limit = pLimit(AT_ONCE);
  const read = (order: string, page: number) =>
    account.call('GET', `/videos?${order}&pageSize=100&currentPage=${page}`, undefined, 'bytes');
  const started = performance.now();
  await read('sortBy=updatedAt&sortOrder=desc', 1);
  const pages = Array.from({ length: PAGES }, (_, index) => index + 1);
  await Promise.all(pages.map((page) => limit(read, 'sortBy=createdAt&sortOrder=asc', page)));
  return performance.now() - started;
}

async function edit(account: FarAccount, collection: Collection): Promise<void> {
  const ids = [...collection.entries.keys()];
  for (const index of TEN) {
    const id = ids[index * 900];
    if (index % 2 === 0) await account.call('PATCH', `/videos/${id}`, { title: `Edited ${index}` });
    else await account.call('POST', '/videos', { title: `Added ${index}`, public: false });
  }
}

async function remove(account: FarAccount, collection: Collection): Promise<void> {
  const ids = [...collection.entries.keys()];
  for (const index of TEN) await account.call('DELETE', `/videos/${ids[index * 700 + 3]}`);
}

/** What a build reads of an account of ten thousand videos, and how long it waits for it. */
export const bench: Bench = async (workbench) => {
  const account = await startFarAccount(VIDEOS, LATENCY);
  workbench.closeLater(account.close);
  const firsts: number[] = [];
  const bares: number[] = [];
  let collection = createCollection();
  // The first one is not measured: it compiles the code on both sides.
  for (let round = 0; round <= ROUNDS; round++) {
    await account.reset();
    collection = createCollection();
    const { took } = await sync(account, collection);
    const bare = await bareReads(account);
    if (round === 0) continue;
    firsts.push(took);
    bares.push(bare);
  }
  const idle = await sync(account, collection);
  await edit(account, collection);
  const edits = await sync(account, collection);
  await remove(account, collection);
  const deletions = await sync(account, collection);
  await account.reset();
  const withStatuses = await sync(account, createCollection(), true);

  const vsBound = firsts.map((took) => took / BOUND);
  const vsBare = ratios(firsts, bares);
  return [
    {
      name: 'sync.firstVsBound',
      value: median(vsBound),
      samples: vsBound,
      target: { atMost: 1.2 },
      what: `First sync of ${VIDEOS} videos, without statuses, over its bound: ${BOUND} ms = (1 + ${PAGES} pages / ${AT_ONCE} at once) × ${LATENCY} ms; ${PAGES + 1} reads fit into a minute's quota of 500`,
    },
    {
      name: 'sync.firstVsBareReads',
      value: median(vsBare),
      samples: vsBare,
      what: 'The same over the same calls with nothing done to their answers, in the same minute on the same machine',
    },
    {
      name: 'sync.idleReads',
      value: idle.reads,
      target: { atMost: 1 },
      what: 'Reads where nothing changed since the last sync',
    },
    {
      name: 'sync.tenEditsReads',
      value: edits.reads,
      target: { atMost: 2 },
      what: 'Reads after five edits and five additions, all over the account',
    },
    {
      name: 'sync.tenDeletionsReads',
      value: deletions.reads,
      target: { atMost: PAGES + 1 },
      what: `Reads after ten deletions: at most the ${PAGES} pages and one`,
    },
    {
      name: 'sync.firstWithStatuses.seconds',
      value: withStatuses.took / 1000,
      what: `First sync that asks for statuses too, within half of a minute's quota: ${withStatuses.reads} reads in all`,
    },
  ];
};
