import { Agent } from 'node:http';
import { setTimeout as wait } from 'node:timers/promises';
import { type Sandbox, startSandbox } from 'api-video-sandbox';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { sendHttp } from '../helpers/http-request.js';
import { createMembersSite, grantsOf } from '../helpers/members-site.js';
import { hasRedis, startRedis } from '../helpers/redis.js';
import { astro, type RunningSite, removeSite, serve } from '../helpers/site.js';

const PER_VISITOR = 60;
const AT_ONCE = 8;
/** Milliseconds that no answer may take, whatever Redis does. */
const LONGEST = 1000;
const PATIENT = { timeout: 30_000 };

if (!hasRedis) console.warn('Skipped: a Redis that hangs needs redis-server on this machine.');

describe.skipIf(!hasRedis)('two instances whose Redis is stopped and continued under load', () => {
  let sandbox: Sandbox;
  let folder: string;
  let redis: Awaited<ReturnType<typeof startRedis>>;
  let grants: string[];
  const sites: RunningSite[] = [];

  beforeAll(async () => {
    sandbox = await startSandbox({ limits: false });
    folder = await createMembersSite(
      { open: 'select: { tags: [summit-2026], limit: 3 }' },
      `limits: { requests: ${PER_VISITOR}, instances: 2 }`,
    );
    const { code, output } = await astro(folder, 'build', sandbox.env);
    if (code !== 0) throw new Error(output);
    redis = await startRedis();
    const variables = { ...sandbox.env, VITRINE_REDIS_URL: redis.url };
    for (let index = 0; index < 2; index++) sites.push(await serve(folder, variables));
    grants = await grantsOf(folder, 'open');
  });

  afterAll(async () => {
    redis?.thaw();
    await Promise.all(sites.map((site) => site.close()));
    await redis?.stop();
    await sandbox?.close();
    if (folder) await removeSite(folder);
  });

  // Connections of their own: those kept since the last burst may just be closed by the server.
  async function ask(site: number, visitor: string, agent: Agent) {
    const started = performance.now();
    const { status } = await sendHttp(`${sites[site]?.url}/_vitrine/tokens`, {
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

  /** Has both instances asked without a pause while something happens. */
  async function askedDuring(happening: () => Promise<unknown>) {
    const answers: Awaited<ReturnType<typeof ask>>[] = [];
    let over = false;
    const agent = new Agent({ keepAlive: true });
    const asking = Array.from({ length: AT_ONCE }, async (_, index) => {
      while (!over) answers.push(await ask(index % 2, crypto.randomUUID(), agent));
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
  async function passed(requests: number, visitor: string, indexes = [0, 1]): Promise<number> {
    const agent = new Agent({ keepAlive: true, maxSockets: 2 * AT_ONCE });
    const asked = Array.from({ length: requests }, (_, index) =>
      ask(indexes[index % indexes.length] as number, visitor, agent),
    );
    const answers = await Promise.all(asked);
    agent.destroy();
    return answers.filter(({ status }) => status === 200).length;
  }

  const said = (text: string) => sites.map((site) => site.output().split(text).length - 1);

  it('answer within a second, say it once, and count together again', async () => {
    expect(await passed(4 * PER_VISITOR, 'before')).toBe(PER_VISITOR);
    const { slowest, statuses } = await askedDuring(async () => {
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
    expect(await passed(4 * PER_VISITOR, 'after')).toBe(PER_VISITOR);
    expect([said('Redis is away'), said('Redis is back')]).toEqual([
      [1, 1],
      [1, 1],
    ]);
  });

  it('allow their share while it is stopped, from the first request on', async () => {
    redis.freeze();
    const site = await serve(folder, { ...sandbox.env, VITRINE_REDIS_URL: redis.url });
    sites.push(site);
    const allowed = await passed(PER_VISITOR, 'new', [2]);
    redis.thaw();
    expect(allowed).toBe(PER_VISITOR / 2);
    await vi.waitUntil(() => site.output().includes('Redis is back'), PATIENT);
  });
});
