import { type Sandbox, startSandbox } from 'api-video-sandbox';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { createClient } from '../../../../integration/src/api-video/client.js';
import type { VideoPage } from '../../../../integration/src/api-video/schema.js';
import type { VideoQuery } from '../../../../integration/src/contract/video-query.js';
import type { IssueRequest } from '../../../../integration/src/server/issuing/issue.js';
import { createIssuer } from '../../../../integration/src/server/issuing/issuer.js';
import type { IssuerDependencies } from '../../../../integration/src/server/issuing/issuer-state.js';
import { createBudget } from '../../../../integration/src/server/issuing/reads/budget.js';
import { createListWatch } from '../../../../integration/src/server/issuing/reads/list-watch.js';

const TAGGED: VideoQuery = { tags: ['summit-2026'], sortBy: 'publishedAt', sortOrder: 'desc' };
const closing: (() => unknown)[] = [];

afterEach(async () => {
  for (const close of closing.splice(0).reverse()) await close();
});

/** An issuer with somebody who keeps the first page of a list. */
async function start(isDue = () => true, more: Partial<IssuerDependencies> = {}, videos?: number) {
  const sandbox = await startSandbox({ limits: false, ...(videos && { videos }) });
  closing.push(() => sandbox.close());
  const budget = createBudget(Date.now);
  const lists = createListWatch();
  const taken: VideoPage[] = [];
  lists.watch(TAGGED, 1, { isDue, take: (page) => void taken.push(page) });
  const client = createClient({
    apiKey: sandbox.apiKey,
    apiUrl: sandbox.apiUrl,
    retry: { attempts: 1, longestWait: 0 },
    onRateLimit: budget.note,
  });
  const errors: unknown[] = [];
  const issuer = createIssuer({ client, budget, lists, onError: (error) => errors.push(error), ...more });
  closing.push(issuer.close);
  return { sandbox, issuer, taken, errors, budget, lists };
}

async function gallery(sandbox: Sandbox): Promise<IssueRequest[]> {
  const client = createClient({ apiKey: sandbox.apiKey, apiUrl: sandbox.apiUrl });
  const { data } = await client.listVideos(TAGGED, 1);
  sandbox.reset();
  return data
    .filter((video) => !video.public)
    .map(({ videoId }) => ({ videoId, source: { kind: 'query', page: 1, query: TAGGED } }));
}

describe('a read of a list', () => {
  it('tells the list, and makes a session ready of each of its videos', async () => {
    const { sandbox, issuer, taken } = await start();
    const wanted = await gallery(sandbox);
    await issuer.readList(TAGGED, 1);
    expect(taken.map(({ data }) => data.filter((video) => !video.public).length)).toEqual([wanted.length]);
    await vi.waitUntil(() => issuer.stats().pooled === wanted.length);
    const issued = await issuer.issue(wanted, { keepReady: false });
    expect([...issued.values()].every(({ status }) => status === 'ready')).toBe(true);
    expect(sandbox.counters().reads).toBe(1);
  });

  it('keeps one session more than are asked for, so that the next visitor costs no other read', async () => {
    const { sandbox, issuer } = await start();
    const wanted = await gallery(sandbox);
    await issuer.issue(wanted);
    await vi.waitUntil(() => issuer.stats().pooled >= wanted.length * 2, { timeout: 10_000 });
    await issuer.readList(TAGGED, 1);
    await vi.waitUntil(() => issuer.stats().pooled === wanted.length * 3, { timeout: 10_000 });
    await issuer.readList(TAGGED, 1);
    const { reads, sessions } = sandbox.counters();
    await issuer.issue(wanted);
    await vi.waitUntil(() => issuer.stats().pooled === wanted.length * 2);
    expect(sandbox.counters()).toMatchObject({ reads, sessions });
  });

  it('makes nothing ready beyond the first page that nobody has asked for', async () => {
    const { sandbox, issuer, lists } = await start(() => true, {}, 200);
    const all: VideoQuery = { sortBy: 'createdAt', sortOrder: 'asc' };
    await Promise.all(
      [1, 2].map(async (page) => {
        lists.watch(all, page, { isDue: () => true, take() {} });
        await issuer.readList(all, page);
      }),
    );
    const hidden = (await createClient(sandbox).listVideos(all, 1)).data.filter((video) => !video.public);
    await vi.waitUntil(() => issuer.stats().pooled > 0 && issuer.stats().reading === 0);
    expect(hidden.length).toBeGreaterThan(50);
    await vi.waitUntil(() => issuer.stats().pooled === hidden.length);
  });

  it('is not made where the quota has nothing beside visitors, nor once the issuer is closed', async () => {
    const { sandbox, issuer, taken, budget } = await start();
    budget.note({ limit: 100, remaining: 40, resetIn: 60 });
    await issuer.readList(TAGGED, 1);
    expect(taken).toEqual([]);
    budget.note({ limit: 100, remaining: 41, resetIn: 60 });
    issuer.close();
    await issuer.readList(TAGGED, 1);
    expect([taken, sandbox.counters().reads]).toEqual([[], 0]);
  });

  it('that fails tells nothing, and is an error in the log', async () => {
    const { sandbox, issuer, taken, errors } = await start();
    await sandbox.close();
    await issuer.readList(TAGGED, 1);
    expect([taken.length, errors.length]).toEqual([0, 1]);
  });
});

describe('a read for the pool', () => {
  it('loses none of its tokens to exchanges that are under way', async () => {
    const { sandbox, issuer } = await start(() => false, { sessionsAtOnce: 4 });
    const wanted = await gallery(sandbox);
    await issuer.issue(wanted);
    await vi.waitUntil(() => issuer.stats().pooled === wanted.length * 2, { timeout: 10_000 });
    expect(sandbox.counters().reads).toBe(3);
  });
});

describe('a read for tokens', () => {
  it.for([
    [true, 'tells the list that is due'],
    [false, 'leaves a list alone that is not'],
  ] as const)('with a list that is due: %s, %s', async ([isDue]) => {
    const { sandbox, issuer, taken } = await start(() => isDue);
    await issuer.issue(await gallery(sandbox), { keepReady: false });
    expect(taken.length).toBe(isDue ? 1 : 0);
    expect(sandbox.counters().reads).toBe(1);
  });
});
