import { setTimeout as wait } from 'node:timers/promises';
import { describe, expect } from 'vitest';
import { siteTest } from '../helpers/fixtures.js';
import { sendHttp } from '../helpers/http-request.js';
import { type Visit, visitAsIsland } from '../helpers/island-visitor.js';
import { countLeaks } from '../helpers/leaks.js';
import { grantsOf } from '../helpers/members-site.js';
import { createRandom } from '../helpers/random.js';
import { freePort, hasRedis, startRedis } from '../helpers/redis.js';
import { buildSite, createSite, removeSite } from '../helpers/site.js';
import { type Instance, startInstance } from './instance.js';
import { hasNginx, startNginx } from './nginx.js';
import { instanceSite } from './site.js';

const SEED = 815;
/** Milliseconds after which nginx surely takes an instance back: it counts the second of `fail_timeout` in whole ones. */
const BACK_IN_NGINX = 2200;
const VISITORS_A_SECOND = 15;
const ASTRO_KEY = Buffer.alloc(32, 'several').toString('base64');
const PER_VISITOR = 200;

const able = hasNginx && hasRedis;
if (!able) console.warn('Skipped: several instances need nginx and redis-server on this machine.');

const NEW_GALLERY = {
  'src/content/galleries/new.md': '---\ntitle: New\nselect: { tags: [members] }\n---\n',
};

const it = siteTest({
  files: await instanceSite(),
  sandbox: { seed: SEED, latency: 40 },
  variables: { ASTRO_KEY },
})
  /** The folder of the next build of the same site. */
  .extend('next', { scope: 'file' }, async ({ sandbox }, { onCleanup }) => {
    const folder = await createSite('minimal', await instanceSite(NEW_GALLERY));
    onCleanup(() => removeSite(folder));
    await buildSite(folder, { ...sandbox.env, ASTRO_KEY });
    return folder;
  })
  // biome-ignore lint/correctness/noEmptyPattern: vitest reads from the pattern what a fixture needs.
  .extend('redis', { scope: 'file' }, async ({}, { onCleanup }) => {
    const redis = await startRedis();
    onCleanup(redis.stop);
    return redis;
  })
  .extend('instances', { scope: 'file' }, async ({ built, redis, sandbox }, { onCleanup }) => {
    const running: Instance[] = [];
    /** All that ever ran, for their logs. */
    const all: Instance[] = [];
    const ports = [await freePort(), await freePort(), await freePort()];
    onCleanup(async () => {
      await Promise.all(running.map((instance) => instance.end('SIGKILL')));
    });
    const start = async (index: number, folder: string): Promise<void> => {
      const variables = { ...sandbox.env, VITRINE_REDIS_URL: redis.url };
      const instance = await startInstance(folder, ports[index] as number, variables);
      running[index] = instance;
      all.push(instance);
    };
    for (const index of ports.keys()) await start(index, built.folder);
    return { all, ports, running, start };
  })
  .extend('nginx', { scope: 'file' }, async ({ instances }, { onCleanup }) => {
    const nginx = await startNginx(await freePort(), instances.ports);
    onCleanup(nginx.stop);
    return nginx;
  })
  .extend('grants', async ({ built }) => grantsOf(built.folder, 'open'))
  /** Lets visitors come while something happens to the instances. */
  .extend('visitorsDuring', async ({ grants, nginx }) => async (happening: () => Promise<void>) => {
    const random = createRandom(SEED);
    const visits: Promise<Visit>[] = [];
    let over = false;
    const happened = happening().finally(() => {
      over = true;
    });
    while (!over) {
      const from = Math.floor(random() * grants.length);
      const headers = { cookie: `visitor=${crypto.randomUUID()}` };
      const options = { endpoint: `${nginx.url}/_vitrine/tokens`, headers, random };
      visits.push(visitAsIsland(grants.slice(from, from + 6), options));
      await wait(1000 / VISITORS_A_SECOND);
    }
    await happened;
    return Promise.all(visits);
  });

function summarize(what: string, visits: readonly Visit[]) {
  const outcomes = visits.flatMap((visit) => visit.outcomes);
  const statuses = visits.flatMap((visit) => visit.statuses);
  const sum = {
    asked: outcomes.length,
    ready: outcomes.filter(({ status }) => status === 'ready').length,
    requests: statuses.length,
    lost: statuses.filter((status) => status !== 200).length,
  };
  console.log(`${what}: ${visits.length} visitors, ${JSON.stringify(sum)}`);
  return sum;
}

describe.skipIf(!able)('three instances behind nginx, with one Redis', () => {
  it('share their sessions', async ({ built, instances: { ports }, nginx }) => {
    const signIn = await sendHttp(`${nginx.url}/sign-in`, { method: 'POST', headers: { origin: nginx.url } });
    expect(signIn.status).toBe(204);
    const cookie = signIn.headers['set-cookie']?.[0]?.split(';')[0] ?? '';
    const inside = await grantsOf(built.folder, 'inside');
    for (const port of ports) {
      const endpoint = `http://127.0.0.1:${port}/_vitrine/tokens`;
      const member = await visitAsIsland(inside, { endpoint, headers: { cookie }, random: () => 0 });
      expect(new Set(member.outcomes.map(({ status }) => status))).toEqual(new Set(['ready']));
      const stranger = await visitAsIsland(inside, { endpoint, headers: {}, random: () => 0 });
      expect(new Set(stranger.outcomes.map(({ status }) => status))).toEqual(new Set(['denied']));
    }
  });

  it(`hold one visitor to ${PER_VISITOR} requests a minute between them`, async ({ nginx }) => {
    const headers = {
      cookie: 'visitor=eager',
      'content-type': 'application/json',
      'sec-fetch-site': 'same-origin',
    };
    const ask = () =>
      sendHttp(`${nginx.url}/_vitrine/tokens`, { method: 'POST', headers, body: '{"grants":[]}' });
    const answers = await Promise.all(Array.from({ length: 2 * PER_VISITOR }, ask));
    const passed = answers.filter(({ status }) => status === 200).length;
    console.log(`limit of ${PER_VISITOR}: ${passed} of ${answers.length} requests passed`);
    expect(Math.abs(passed - PER_VISITOR)).toBeLessThanOrEqual(PER_VISITOR * 0.1);
    expect(answers.filter(({ status }) => status !== 200 && status !== 429)).toEqual([]);
  });

  it('lose nothing for good when one of them is killed', async ({ built, instances, visitorsDuring }) => {
    const visits = await visitorsDuring(async () => {
      await wait(1500);
      await instances.running[0]?.end('SIGKILL');
      await wait(2000);
      await instances.start(0, built.folder);
      await wait(1000);
    });
    const { asked, ready, lost } = summarize('SIGKILL', visits);
    expect(ready).toBe(asked);
    expect(lost).toBeLessThanOrEqual(3);
  });

  it('go on while Redis is away, say so once, and count together again when it is back', async ({
    instances,
    redis,
    visitorsDuring,
  }) => {
    const visits = await visitorsDuring(async () => {
      await wait(1000);
      await redis.stop();
      await wait(3000);
      await redis.start();
      await wait(3000);
    });
    const { asked, ready, lost } = summarize('Redis restarted', visits);
    expect([ready, lost]).toEqual([asked, 0]);
    for (const instance of instances.running) {
      expect(instance.output().match(/Redis is away/g)).toHaveLength(1);
      expect(instance.output().match(/Redis is back/g)).toHaveLength(1);
    }
  });

  it('change to a new build one by one, without a lost request and with the pages of before', async ({
    grants,
    instances: { ports, running, start },
    next,
    nginx,
    visitorsDuring,
  }) => {
    const codes: (number | null | undefined)[] = [];
    const visits = await visitorsDuring(async () => {
      for (const index of ports.keys()) {
        await wait(BACK_IN_NGINX);
        codes.push(await running[index]?.end('SIGTERM'));
        await start(index, next);
      }
      await wait(1000);
    });
    const { asked, ready, lost } = summarize('new build', visits);
    expect([ready, lost]).toEqual([asked, 0]);
    expect(codes).toEqual([0, 0, 0]);
    expect((await sendHttp(`${nginx.url}/galleries/new/`)).status).toBe(200);
    expect(await grantsOf(next, 'open')).toEqual(grants);
  });

  it('handed no session out twice, and wrote no secret down', async ({
    instances: { all },
    nginx,
    sandbox,
  }) => {
    const secrets = [...Object.values(sandbox.issued()).flat(), sandbox.apiKey, ASTRO_KEY];
    expect(secrets.length).toBeGreaterThan(500);
    const logs = all.map((instance) => instance.output()).join('\n') + (await nginx.logs());
    expect(countLeaks(logs, secrets)).toBe(0);
    expect(Math.max(...Object.values(sandbox.counters().sessionCallsPerToken))).toBe(1);
  });
});
