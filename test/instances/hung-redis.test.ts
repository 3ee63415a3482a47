import { Agent } from 'node:http';
import { setTimeout as wait } from 'node:timers/promises';
import { describe, expect, vi } from 'vitest';
import { siteTest } from '../helpers/fixtures.js';
import { sendHttp } from '../helpers/http-request.js';
import { grantsOf, membersSite } from '../helpers/members-site.js';
import { hasRedis, startRedis } from '../helpers/redis.js';
import { type RunningSite, serve } from '../helpers/site.js';

const PER_VISITOR = 60;
const AT_ONCE = 8;
/** Milliseconds that no answer may take, whatever Redis does. */
const LONGEST = 1000;
const PATIENT = { timeout: 30_000 };

if (!hasRedis) console.warn('Skipped: a Redis that hangs needs redis-server on this machine.');

const it = siteTest({
  files: membersSite(
    { open: 'select: { tags: [summit-2026], limit: 3 }' },
    `limits: { requests: ${PER_VISITOR}, instances: 2 }`,
  ),
})
  // biome-ignore lint/correctness/noEmptyPattern: vitest reads from the pattern what a fixture needs.
  .extend('redis', { scope: 'file' }, async ({}, { onCleanup }) => {
    const redis = await startRedis();
    onCleanup(redis.stop);
    return redis;
  })
  .extend('sites', { scope: 'file' }, async ({ built, redis, sandbox }, { onCleanup }) => {
    const variables = { ...sandbox.env, VITRINE_REDIS_URL: redis.url };
    const sites: RunningSite[] = [];
    onCleanup(async () => {
      redis.thaw();
      await Promise.all(sites.map((site) => site.close()));
    });
    for (let index = 0; index < 2; index++) sites.push(await serve(built.folder, variables));
    return sites;
  })
  .extend('grants', async ({ built }) => grantsOf(built.folder, 'open'));

// Connections of their own: those kept since the last burst may just be closed by the server.
async function ask(site: RunningSite, grants: readonly string[], visitor: string, agent: Agent) {
  const started = performance.now();
  const { status } = await sendHttp(`${site.url}/_vitrine/tokens`, {
    agent,
    method: 'POST',
    headers: {
      'content-type': 'application/json',
      'sec-fetch-site': 'same-origin',
      cookie: `visitor=${visitor}`,
    },
    body: JSON.stringify({ grants }),
  });
  return { status, took: performance.now() - started };
}

const inTurn = (sites: readonly RunningSite[], index: number) => sites[index % sites.length] as RunningSite;

/** Has all instances asked without a pause while something happens. */
async function askedDuring(
  sites: readonly RunningSite[],
  grants: readonly string[],
  happening: () => Promise<unknown>,
) {
  const answers: Awaited<ReturnType<typeof ask>>[] = [];
  let over = false;
  const agent = new Agent({ keepAlive: true });
  const asking = Array.from({ length: AT_ONCE }, async (_, index) => {
    while (!over) answers.push(await ask(inTurn(sites, index), grants, crypto.randomUUID(), agent));
  });
  await happening().finally(() => {
    over = true;
  });
  await Promise.all(asking);
  agent.destroy();
  return {
    slowest: Math.max(...answers.map(({ took }) => took)),
    statuses: new Set(answers.map(({ status }) => status)),
  };
}

/** How many of some requests of one visitor these instances let through. */
async function passed(
  sites: readonly RunningSite[],
  grants: readonly string[],
  requests: number,
  visitor: string,
): Promise<number> {
  const agent = new Agent({ keepAlive: true, maxSockets: 2 * AT_ONCE });
  const asked = Array.from({ length: requests }, (_, index) =>
    ask(inTurn(sites, index), grants, visitor, agent),
  );
  const answers = await Promise.all(asked);
  agent.destroy();
  return answers.filter(({ status }) => status === 200).length;
}

describe.skipIf(!hasRedis)('two instances whose Redis is stopped and continued under load', () => {
  it('answer within a second, say it once, and count together again', async ({ grants, redis, sites }) => {
    const said = (text: string) => sites.map((site) => site.output().split(text).length - 1);
    expect(await passed(sites, grants, 4 * PER_VISITOR, 'before')).toBe(PER_VISITOR);
    const { slowest, statuses } = await askedDuring(sites, grants, async () => {
      await wait(1000);
      redis.freeze();
      await vi.waitUntil(() => said('Redis is away').every((count) => count === 1), PATIENT);
      // Longer than an attempt to connect takes to fail.
      await wait(3000);
      redis.thaw();
      await vi.waitUntil(() => said('Redis is back').every((count) => count === 1), PATIENT);
      await wait(500);
    });
    console.log(`Redis stopped and continued: slowest answer ${slowest.toFixed(0)} ms`);
    expect(statuses).toEqual(new Set([200]));
    expect(slowest).toBeLessThan(LONGEST);
    expect(await passed(sites, grants, 4 * PER_VISITOR, 'after')).toBe(PER_VISITOR);
    expect([said('Redis is away'), said('Redis is back')]).toEqual([
      [1, 1],
      [1, 1],
    ]);
  });

  it('allow their share while it is stopped, from the first request on', async ({
    grants,
    redis,
    sandbox,
    serveWith,
  }) => {
    redis.freeze();
    const site = await serveWith({ ...sandbox.env, VITRINE_REDIS_URL: redis.url });
    const allowed = await passed([site], grants, PER_VISITOR, 'new');
    redis.thaw();
    expect(allowed).toBe(PER_VISITOR / 2);
    await vi.waitUntil(() => site.output().includes('Redis is back'), PATIENT);
  });
});
