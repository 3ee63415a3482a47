import { type Sandbox, type SandboxOptions, startSandbox } from 'api-video-sandbox';
import { afterEach, describe, expect, it, vi } from 'vitest';
import type { MintingClient } from '../../../../integration/src/api-video/client.js';
import { type ClientOptions, createClient } from '../../../../integration/src/api-video/client.js';
import { ApiVideoError } from '../../../../integration/src/api-video/errors.js';
import type { VideoQuery } from '../../../../integration/src/contract/video-query.js';
import type { IssueRequest, IssueResult } from '../../../../integration/src/server/issuing/issue.js';
import { createIssuer } from '../../../../integration/src/server/issuing/issuer.js';
import type { IssuerDependencies } from '../../../../integration/src/server/issuing/issuer-state.js';
import { createBudget } from '../../../../integration/src/server/issuing/reads/budget.js';
import { deserializeVideo } from '../../../../integration/src/server/issuing/serialize.js';

const TAGGED: VideoQuery = { tags: ['summit-2026'], sortBy: 'publishedAt', sortOrder: 'desc' };
const NO_POOL = { perVideo: 0, total: 0, maxAge: 0 };
const closing: (() => unknown)[] = [];

afterEach(async () => {
  for (const close of closing.splice(0).reverse()) await close();
});

async function start(
  options: SandboxOptions = {},
  changed: Partial<IssuerDependencies> = {},
  wrap = (client: MintingClient) => client,
) {
  const sandbox = await startSandbox({ limits: false, ...options });
  closing.push(() => sandbox.close());
  const budget = createBudget(Date.now);
  const clientOptions: ClientOptions = {
    apiKey: sandbox.apiKey,
    apiUrl: sandbox.apiUrl,
    retry: { attempts: 1, longestWait: 0 },
    onRateLimit: budget.note,
  };
  const errors: unknown[] = [];
  const client = wrap(createClient(clientOptions));
  const issuer = createIssuer({ client, budget, onError: (error) => errors.push(error), ...changed });
  closing.push(issuer.close);
  return { sandbox, issuer, client, errors };
}

/** The private videos of the tagged gallery, as a build would seal them. */
async function gallery(sandbox: Sandbox): Promise<IssueRequest[]> {
  const client = createClient({ apiKey: sandbox.apiKey, apiUrl: sandbox.apiUrl });
  const { data } = await client.listVideos(TAGGED, 1);
  sandbox.reset();
  return data
    .filter((video) => !video.public)
    .map(({ videoId }) => ({ videoId, source: { kind: 'query', page: 1, query: TAGGED } }));
}

const ready = (issued: ReadonlyMap<string, IssueResult>) =>
  [...issued.values()].flatMap((each) => (each.status === 'ready' ? [deserializeVideo(each)] : []));
const sessionsOf = (issued: ReadonlyMap<string, IssueResult>) =>
  ready(issued).flatMap(({ sessionToken }) => sessionToken ?? []);

describe('a cold gallery', () => {
  it('costs one list read and one session per video', async () => {
    const { sandbox, issuer } = await start({}, { pool: NO_POOL });
    const wanted = await gallery(sandbox);
    const issued = await issuer.issue(wanted);
    expect(ready(issued)).toHaveLength(wanted.length);
    expect(new Set(sessionsOf(issued)).size).toBe(wanted.length);
    expect(sandbox.counters()).toMatchObject({ reads: 1, sessions: wanted.length });
  });

  it('hands out URLs that work, each with its own session', async () => {
    const { sandbox, issuer } = await start();
    const issued = await issuer.issue((await gallery(sandbox)).slice(0, 3));
    expect(ready(issued)).toHaveLength(3);
    for (const video of ready(issued)) {
      expect((await fetch(video.assets.thumbnail)).status).toBe(200);
      expect((await fetch(video.assets.hls)).status).toBe(200);
      expect(video.expiresIn).toBeGreaterThan(86_000);
      expect(video.expiresIn).toBeLessThanOrEqual(86_400);
    }
  });
});

describe('the rest of a gallery', () => {
  it('is ready for the visitor who scrolls on, without another read', async () => {
    const { sandbox, issuer } = await start();
    const wanted = await gallery(sandbox);
    await issuer.issue(wanted.slice(0, 6), { keepReady: false });
    await vi.waitFor(() => expect(sandbox.counters().sessions).toBe(wanted.length));
    const { reads } = sandbox.counters();
    expect(ready(await issuer.issue(wanted.slice(6), { keepReady: false }))).toHaveLength(wanted.length - 6);
    expect(sandbox.counters().reads).toBe(reads);
  });

  it('is not opened where nothing is kept', async () => {
    const { sandbox, issuer } = await start({}, { pool: NO_POOL });
    await issuer.issue((await gallery(sandbox)).slice(0, 6));
    expect(sandbox.counters().sessions).toBe(6);
  });
});

describe('a warm gallery', () => {
  it('is served from the pool without a call on the way, and the pool is made good again', async () => {
    const { sandbox, issuer } = await start();
    const wanted = await gallery(sandbox);
    const first = sessionsOf(await issuer.issue(wanted));
    await vi.waitUntil(() => issuer.stats().pooled >= wanted.length * 2, { timeout: 10_000 });
    const reads = sandbox.counters().reads;
    const issuing = issuer.issue(wanted);
    const second = sessionsOf(await issuing);
    expect(sandbox.counters().reads).toBe(reads);
    expect(new Set([...first, ...second]).size).toBe(wanted.length * 2);
    await vi.waitUntil(() => issuer.stats().pooled >= wanted.length * 2, { timeout: 10_000 });
  });

  it('hands nothing out that waited for too long', async () => {
    let now = Date.now();
    const { sandbox, issuer } = await start({}, { now: () => now });
    const wanted = await gallery(sandbox);
    await issuer.issue(wanted);
    await vi.waitUntil(() => issuer.stats().pooled >= wanted.length * 2, { timeout: 10_000 });
    now += 61 * 60 * 1000;
    expect(issuer.stats().pooled).toBe(0);
    const [video] = (await issuer.issue(wanted)).values();
    expect(video?.status === 'ready' && video.expiresIn).toBeGreaterThan(86_380);
  });

  it('forgets its sessions when it closes', async () => {
    const { sandbox, issuer } = await start();
    await issuer.issue(await gallery(sandbox));
    await vi.waitUntil(() => issuer.stats().pooled > 0, { timeout: 10_000 });
    issuer.close();
    expect(issuer.stats().pooled).toBe(0);
  });
});

describe.each(['fresh', 'until-used'] as const)('when reads give tokens that are %s', (tokens) => {
  it('hands every session out once, to visitors of the same moment', async () => {
    const { sandbox, issuer } = await start({ tokens });
    const wanted = await gallery(sandbox);
    const crowd = await Promise.all(
      Array.from({ length: 6 }, (_, index) => issuer.issue(wanted, { visitor: `v${index}` })),
    );
    const sessions = crowd.flatMap(sessionsOf);
    expect(sessions).toHaveLength(wanted.length * 6);
    expect(new Set(sessions).size).toBe(sessions.length);
  });
});

describe('what a list does not give', () => {
  it('is read by itself where lists give no tokens, and lists are left alone then', async () => {
    const { sandbox, issuer } = await start({ listTokens: false });
    const wanted = (await gallery(sandbox)).slice(0, 5);
    expect(ready(await issuer.issue(wanted))).toHaveLength(5);
    const before = sandbox.counters().reads;
    expect(before).toBeGreaterThanOrEqual(6);
    issuer.close();
  });

  it('is read by itself when a video has moved to another page', async () => {
    const { sandbox, issuer } = await start();
    const wanted = (await gallery(sandbox)).slice(0, 3);
    const moved = wanted.map(
      ({ videoId }): IssueRequest => ({ videoId, source: { kind: 'order', page: 7 } }),
    );
    expect(ready(await issuer.issue(moved))).toHaveLength(3);
  });

  it('is gone when it was deleted, and plain when it was made public', async () => {
    const { sandbox, issuer } = await start();
    const [gone, open, kept] = await gallery(sandbox);
    if (!gone || !open || !kept) throw new Error('too few videos');
    const headers = { authorization: `Basic ${Buffer.from(`${sandbox.apiKey}:`).toString('base64')}` };
    await fetch(`${sandbox.apiUrl}/videos/${gone.videoId}`, { method: 'DELETE', headers });
    await fetch(`${sandbox.apiUrl}/videos/${open.videoId}`, {
      method: 'PATCH',
      headers,
      body: '{"public":true}',
    });
    const issued = await issuer.issue([gone, open, kept]);
    expect(issued.get(gone.videoId)).toEqual({ status: 'gone' });
    const [plain, secret] = ready(issued);
    expect([plain?.id, plain?.privateToken]).toEqual([open.videoId, undefined]);
    expect([secret?.id, secret?.privateToken]).toEqual([kept.videoId, expect.any(String)]);
  });
});

describe('trouble', () => {
  it('of one video leaves its neighbours alone', async () => {
    let broken = '';
    const { sandbox, issuer, errors } = await start({}, {}, (client) => ({
      ...client,
      openSession: (url, at, options) =>
        at.id === broken
          ? Promise.reject(new ApiVideoError('unavailable', 'no session'))
          : client.openSession(url, at, options),
    }));
    const wanted = await gallery(sandbox);
    broken = wanted[0]?.videoId ?? '';
    const issued = await issuer.issue(wanted);
    expect(issued.get(broken)).toEqual({ status: 'busy', retryIn: 5 });
    expect(ready(issued)).toHaveLength(wanted.length - 1);
    expect(errors).toHaveLength(1);
  });

  it('of a lost answer costs the token, which is never tried again', async () => {
    const tried: string[] = [];
    const { sandbox, issuer } = await start({}, {}, (client) => ({
      ...client,
      async openSession(url, at, options) {
        tried.push(at.token);
        const session = await client.openSession(url, at, options);
        if (tried.length === 1) throw new ApiVideoError('unavailable', 'the answer was lost');
        return session;
      },
    }));
    const wanted = await gallery(sandbox);
    expect(ready(await issuer.issue(wanted))).toHaveLength(wanted.length);
    expect(new Set(tried).size).toBe(tried.length);
  });

  it('with the key answers busy for all, at once', async () => {
    const { sandbox, issuer } = await start({}, {}, (client) => ({
      ...client,
      mintPage: () => Promise.reject(new ApiVideoError('invalid-key', 'wrong key', { status: 401 })),
    }));
    const issued = await issuer.issue(await gallery(sandbox));
    expect(new Set([...issued.values()].map((each) => JSON.stringify(each)))).toEqual(
      new Set(['{"status":"busy","retryIn":60}']),
    );
  });

  it('ends for whoever leaves, and what was on its way is kept for the next', async () => {
    const { sandbox, issuer } = await start({ latency: 60 });
    const wanted = (await gallery(sandbox)).slice(0, 4);
    const left = new AbortController();
    const issuing = issuer.issue(wanted, { signal: left.signal });
    left.abort();
    expect([...(await issuing).values()].every(({ status }) => status === 'busy')).toBe(true);
  });

  it('answers busy, with the time to wait, once the quota is used up', async () => {
    const { sandbox, issuer } = await start({ limits: { reads: 2, writes: 9, uploads: 9 }, clock: () => 0 });
    const wanted = await gallery(sandbox);
    const crowd = await Promise.all(Array.from({ length: 4 }, () => issuer.issue(wanted)));
    const busy = crowd.flatMap((issued) => [...issued.values()]).filter((each) => each.status === 'busy');
    expect(busy.length).toBeGreaterThan(0);
    for (const each of busy) {
      expect(each.retryIn).toBeGreaterThanOrEqual(1);
      expect(each.retryIn).toBeLessThanOrEqual(60);
    }
  });
});

describe('a thousand requests at once for the same videos', () => {
  it('get a thousand different sessions of each, and lose none', async () => {
    const { sandbox, issuer } = await start({ videos: 40 }, { patience: 60_000 });
    const wanted = (await gallery(sandbox)).slice(0, 12);
    const crowd = await Promise.all(
      Array.from({ length: 1000 }, (_, index) => issuer.issue(wanted, { visitor: `v${index}` })),
    );
    const sessions = crowd.flatMap(sessionsOf);
    expect(sessions).toHaveLength(12_000);
    expect(new Set(sessions).size).toBe(12_000);
    await vi.waitUntil(() => issuer.stats().reading === 0, { timeout: 20_000 });
    const { pooled } = issuer.stats();
    expect(pooled).toBeLessThanOrEqual(12 * 50);
    expect(sandbox.counters().sessions).toBeLessThanOrEqual(sessions.length + 12 * 50 + 200);
  }, 120_000);
});
