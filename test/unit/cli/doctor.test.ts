import type { SandboxOptions, Switches } from 'api-video-sandbox';
import { describe, expect, it } from 'vitest';
import { exitCodeOf } from '../../../integration/src/cli/doctor/doctor-report.js';
import { call, type Json, runSandbox } from '../../../sandbox/test/helpers/run-sandbox.js';
import { examined } from './examined.js';

/** A private video, found without a token being minted for it. */
async function privateId(options: SandboxOptions): Promise<string> {
  const twin = await runSandbox({ ...options, listTokens: true, assets: true, minPageSize: 1 });
  const { json } = await call(twin, 'GET', '/videos?pageSize=100');
  return json.data.find((video: Json) => !video.public).videoId;
}

async function run(switches: SandboxOptions = {}, settings = {}) {
  const sandbox = await runSandbox(switches);
  const id = await privateId(switches);
  return { sandbox, id, result: await examined(sandbox, id, settings) };
}

describe('vitrine doctor --video', () => {
  it('finds nothing to change in a sandbox as it starts', async () => {
    const { result } = await run();
    expect(exitCodeOf(result)).toBe(0);
    expect(result.switches).toEqual({});
    expect(result.findings.filter(({ level }) => level === 'problem')).toEqual([]);
  });

  // The doctor's advice for a sandbox is what this sandbox was started with: it has found the truth.
  it.each<Partial<Switches>>([
    { tokens: 'until-used' },
    { usedTokenStatus: 403 },
    { usedTokenStatus: 410 },
    { revokeOlder: true },
    { listTokens: false },
    { minPageSize: 10 },
    { links: 'absolute' },
    { mp4: false },
    { assets: false },
    { limits: false },
    { limits: { reads: 100, writes: 200, uploads: 100 } },
    { contentType: 'application/json; charset=utf-8' },
    { tokens: 'until-used', usedTokenStatus: 410, links: 'absolute', mp4: false, minPageSize: 10 },
  ])('finds %o', async (switches) => {
    expect((await run(switches)).result.switches).toEqual(switches);
  });

  it('tells a list without tokens from reads without tokens', async () => {
    const { result } = await run({ listTokens: false });
    expect(result.said('list')).toBe('note: Lists hold no tokens.');
    const bare = await run({ faults: [{ kind: 'missing-tokens' }] });
    expect(bare.result.said('tokenless')).toMatch(/^problem: A private video comes without a token/);
    expect(exitCodeOf(bare.result)).toBe(1);
  });

  it('sees a session answer that is lost, and goes on with the next token', async () => {
    const { result } = await run({ faults: [{ kind: 'status', path: '*/session', times: 1, status: 500 }] });
    expect(result.said('thumbnail')).toBe('ok: With its session a thumbnail loads.');
  });

  it('says so when no session can be opened', async () => {
    const { result } = await run({ faults: [{ kind: 'status', path: '*/session', status: 404 }] });
    expect(result.said('session')).toMatch(/^problem: No session could be opened/);
    expect(exitCodeOf(result)).toBe(1);
  });

  it('finds a referrer restriction, and that the named site is on its list', async () => {
    const restricted = { allowedReferrers: ['www.allowed.test'] };
    const { result } = await run(restricted);
    expect(result.said('thumbnail')).toMatch(/^problem: .* is answered 403 for pages of/);
    const listed = await run(restricted, { site: 'https://www.allowed.test' });
    expect(exitCodeOf(listed.result)).toBe(0);
  });

  it('finds media that scripts may not read', async () => {
    const { result } = await run({}, { fetch: withoutHeaders(/^access-control/) });
    expect(result.said('cors')).toMatch(/^problem: .* may not read manifests/);
  });

  it('finds playlists that lose the session on the way', async () => {
    const { result } = await run({}, { fetch: withoutSessionInPlaylists });
    expect(result.said('hls')).toMatch(/^problem: .*\(playlist 404, its first part not named\)/);
    expect(exitCodeOf(result)).toBe(1);
  });

  it('finds sessions bound to who opened them', async () => {
    const { result } = await run({}, { fetch: boundToClient });
    expect(result.said('other-client')).toMatch(/^problem: .* is answered 404/);
  });

  it('uses up tokens of the named video only, and none that others hold', async () => {
    const sandbox = await runSandbox();
    const { json } = await call(sandbox, 'GET', '/videos?pageSize=100');
    const { videoId } = json.data.find((video: Json) => !video.public);
    const held = new Set(sandbox.issued().privateTokens);
    await examined(sandbox, videoId);
    const used = Object.keys(sandbox.counters().sessionCallsPerToken);
    expect(used.length).toBeGreaterThan(3);
    expect(used.filter((token) => held.has(token))).toEqual([]);
    expect(sandbox.counters().used).toBeLessThanOrEqual(4);
  });

  it('does nothing when the quota would not do', async () => {
    const sandbox = await runSandbox({ limits: { reads: 12, writes: 200, uploads: 100 } });
    const result = await examined(sandbox, await privateId({}));
    expect(result.said('quota-left')).toMatch(/^problem: Only \d+ reads are left/);
    expect(sandbox.counters().minted).toBe(0);
  });

  it('names a public video and an unknown one for what they are', async () => {
    const sandbox = await runSandbox();
    const { json } = await call(sandbox, 'GET', '/videos?pageSize=100');
    const { videoId } = json.data.find((video: Json) => video.public);
    expect((await examined(sandbox, videoId)).said('video')).toContain('is public');
    expect((await examined(sandbox, 'viNowhere')).said('video')).toContain('There is no video viNowhere');
  });
});

type Fetch = typeof globalThis.fetch;

const withoutHeaders =
  (pattern: RegExp): Fetch =>
  async (url, init) => {
    const { status, headers, body } = await fetch(url, init);
    return new Response(body, { status, headers: [...headers].filter(([name]) => !pattern.test(name)) });
  };

const withoutSessionInPlaylists: Fetch = async (url, init) => {
  const answer = await fetch(url, init);
  if (!String(url).includes('.m3u8') || answer.status !== 200) return answer;
  return new Response((await answer.text()).replaceAll(/\?avh=[^"\n]+/g, ''), { headers: answer.headers });
};

const boundToClient: Fetch = (url, init) =>
  new Headers(init?.headers).has('user-agent')
    ? Promise.resolve(new Response('', { status: 404 }))
    : fetch(url, init);
