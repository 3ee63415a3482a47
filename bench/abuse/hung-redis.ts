import type { Figure } from '../../sandbox/bench/figure.js';
import { startFakeRedis } from '../../test/helpers/fake-redis.js';
import { hasRedis, startRedis } from '../../test/helpers/redis.js';
import { type PlacedGallery, placedGallery } from '../galleries.js';
import { load } from '../load.js';
import type { Workbench } from '../workbench.js';

const AT_ONCE = 8;
const ANSWERS = 400;

/** The slowest of some answers, in milliseconds, all of which have to be good ones. */
async function slowest(
  origin: string,
  { endpoint, grants }: PlacedGallery,
  requests: number,
): Promise<number> {
  const { took } = await load({
    url: origin + endpoint,
    body: JSON.stringify({ grants: grants.slice(0, 1) }),
    requests,
    concurrency: AT_ONCE,
    check({ status }) {
      if (status !== 200) throw new Error(`The endpoint answered ${status} while Redis hung.`);
    },
  });
  return Math.max(...took);
}

/** Redis accepts the connection and never says a word, from the first request on. */
async function silentFromTheStart(
  workbench: Workbench,
  folder: string,
  gallery: PlacedGallery,
): Promise<number> {
  const redis = await startFakeRedis(() => undefined);
  workbench.closeLater(redis.close);
  const site = await workbench.serve(folder, await workbench.sandbox(), { VITRINE_REDIS_URL: redis.url });
  // Has the server load its code, which is none of Redis's: a GET is refused before anything is counted.
  await (await fetch(site.url + gallery.endpoint)).arrayBuffer();
  const worst = await slowest(site.url, gallery, ANSWERS);
  await site.close();
  return worst;
}

/** A real Redis stops while requests are under way, with their commands on the wire. */
async function stoppedUnderLoad(
  workbench: Workbench,
  folder: string,
  gallery: PlacedGallery,
): Promise<number> {
  const redis = await startRedis();
  workbench.closeLater(redis.stop);
  const site = await workbench.serve(folder, await workbench.sandbox(), { VITRINE_REDIS_URL: redis.url });
  await slowest(site.url, gallery, AT_ONCE);
  const asking = slowest(site.url, gallery, ANSWERS);
  redis.freeze();
  const worst = await asking;
  await site.close();
  return worst;
}

/** The longest that anybody waits for an answer while a Redis hangs. */
export async function hungRedis(workbench: Workbench): Promise<Figure> {
  const folder = await workbench.site();
  const gallery = await placedGallery(folder, 'tagged-24');
  const silent = await silentFromTheStart(workbench, folder, gallery);
  const stopped = hasRedis ? await stoppedUnderLoad(workbench, folder, gallery) : undefined;
  const told =
    stopped === undefined ? 'no redis-server here to stop' : `one that is stopped ${Math.round(stopped)} ms`;
  return {
    name: 'abuse.hungRedisWorstMs',
    value: Math.max(silent, stopped ?? 0),
    target: { atMost: 1000 },
    what: `The slowest of ${ANSWERS} answers, ${AT_ONCE} at a time: a Redis that never speaks ${Math.round(silent)} ms, ${told}`,
  };
}
