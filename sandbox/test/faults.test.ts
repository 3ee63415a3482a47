import { describe, expect } from 'vitest';
import type { Fault } from '../src/index.js';
import { it } from './helpers/fixtures.js';
import {
  call,
  type Json,
  openSession,
  privateVideo,
  runSandbox,
  sessionUrl,
  tokenOf,
} from './helpers/run-sandbox.js';

const key = { authorization: `Basic ${btoa('vitrine-sandbox-key:')}` };
const list = (url: string, init: RequestInit = {}) =>
  fetch(`${url}/videos?pageSize=5`, { headers: key, ...init });

async function statuses(faults: Fault[], calls: number, seed?: number): Promise<number[]> {
  const sandbox = await runSandbox({ faults, ...(seed !== undefined && { seed }) });
  const seen: number[] = [];
  for (let index = 0; index < calls; index++) seen.push((await list(sandbox.apiUrl)).status);
  return seen;
}

describe('a fault plan', () => {
  it('strikes after the calls it lets pass, as often as it says', async () => {
    expect(await statuses([{ kind: 'status', status: 500, skip: 1, times: 2 }], 5)).toEqual([
      200, 500, 500, 200, 200,
    ]);
  });

  it('strikes by chance, the same way under the same seed', async () => {
    const faults: Fault[] = [{ kind: 'status', chance: 0.5 }];
    const first = await statuses(faults, 16, 3);
    expect(new Set(first)).toEqual(new Set([200, 503]));
    expect(await statuses(faults, 16, 3)).toEqual(first);
    expect(await statuses(faults, 16, 4)).not.toEqual(first);
  });

  it('suspends an account, in api.video’s words', async () => {
    const sandbox = await runSandbox({ faults: [{ kind: 'status', status: 403, host: 'api' }] });
    expect(await call(sandbox, 'GET', '/videos')).toMatchObject({
      status: 403,
      json: { title: 'Suspended account' },
    });
  });

  it('knows hosts, methods and paths apart', async () => {
    const sandbox = await runSandbox({
      faults: [{ kind: 'html', host: 'api', method: 'GET', path: '/videos/*/status' }],
    });
    const { videoId } = await privateVideo(sandbox);
    const response = await fetch(`${sandbox.apiUrl}/videos/${videoId}/status`, { headers: key });
    expect(response.status).toBe(502);
    expect(await response.text()).toContain('<html>');
  });

  it('can be replaced, and says what happened so far', async ({ sandbox }) => {
    sandbox.setFaults([{ kind: 'rate-limit', retryAfter: 7 }]);
    const response = await list(sandbox.apiUrl);
    expect(response.status).toBe(429);
    expect(response.headers.get('x-ratelimit-retry-after')).toBe('7');
    sandbox.setFaults([]);
    expect((await list(sandbox.apiUrl)).status).toBe(200);
  });

  it.each([
    [[{ kind: 'nonsense' }], '"kind"'],
    [[{ kind: 'status', colour: 1 }], 'unknown field "colour"'],
    [[{}], 'no kind'],
    [[{ kind: 'content-type', contentType: 'text/html\r\nx: y' }], '"contentType"'],
    ['status', 'is a list'],
  ])('is refused when it is none: %j', async (plan, message) => {
    const sandbox = await runSandbox();
    expect(() => sandbox.setFaults(plan as Fault[])).toThrow(message);
  });
});

describe('faults', () => {
  it('end connections, before or after the call', async () => {
    const sandbox = await runSandbox({ faults: [{ kind: 'reset', host: 'api', times: 1 }] });
    await expect(list(sandbox.apiUrl)).rejects.toThrow();
    expect(sandbox.counters().reads).toBe(0);
    sandbox.setFaults([{ kind: 'lost', path: '*/session', times: 1 }]);
    const video = await privateVideo(sandbox);
    await expect(fetch(sessionUrl(video))).rejects.toThrow();
    expect((await fetch(sessionUrl(video))).status).toBe(404);
    expect(sandbox.counters().used).toBe(1);
  });

  it('keep a client waiting', async () => {
    const sandbox = await runSandbox({ faults: [{ kind: 'timeout' }] });
    await expect(list(sandbox.apiUrl, { signal: AbortSignal.timeout(50) })).rejects.toThrow('timeout');
  });

  it('send a body in pieces', async () => {
    const sandbox = await runSandbox({ faults: [{ kind: 'slow', ms: 50 }] });
    const response = await list(sandbox.apiUrl);
    let pieces = 0;
    for await (const _piece of response.body as AsyncIterable<Uint8Array>) pieces += 1;
    expect(pieces).toBeGreaterThan(1);
  });

  it('name a wrong content type', async () => {
    const sandbox = await runSandbox({ faults: [{ kind: 'content-type' }] });
    expect((await list(sandbox.apiUrl)).headers.get('content-type')).toBe('text/html');
  });

  it('use tokens up before they arrive', async () => {
    const sandbox = await runSandbox({ faults: [{ kind: 'used-tokens' }] });
    const video = await privateVideo(sandbox);
    expect((await fetch(sessionUrl(video))).status).toBe(404);
    sandbox.setFaults([]);
    expect(await openSession((await call(sandbox, 'GET', `/videos/${video.videoId}`)).json)).toBeTruthy();
  });

  it('leave tokens out', async () => {
    const sandbox = await runSandbox({ faults: [{ kind: 'missing-tokens' }] });
    const video = await privateVideo(sandbox);
    expect(tokenOf(video)).toBe('');
    expect(Object.values(video.assets).join()).not.toContain('token');
  });

  it('repeat an item across pages', async () => {
    const sandbox = await runSandbox({ faults: [{ kind: 'duplicate' }] });
    const page = (number: number) =>
      call(sandbox, 'GET', `/videos?sortBy=title&sortOrder=asc&pageSize=5&currentPage=${number}`);
    const [first, second] = [await page(1), await page(2)].map((reply) =>
      reply.json.data.map((video: Json) => video.videoId),
    );
    expect(second[0]).toBe(first.at(-1));
  });
});

describe('other switches', () => {
  it('restrict who may show assets, by referrer', async () => {
    const sandbox = await runSandbox({ allowedReferrers: ['gallery.test'] });
    const { json } = await call(sandbox, 'GET', '/videos?tags[]=trailer');
    const { thumbnail, player } = json.data[0].assets;
    const from = async (url: string, referer?: string) =>
      (await fetch(url, { headers: referer ? { referer } : {} })).status;
    expect(await from(thumbnail)).toBe(403);
    expect(await from(thumbnail, 'https://elsewhere.test/')).toBe(403);
    expect(await from(thumbnail, 'https://gallery.test/')).toBe(200);
    expect(await from(thumbnail, `${sandbox.embedUrl}/`)).toBe(200);
    const page = await fetch(player);
    expect(page.status).toBe(403);
    expect(await page.text()).toContain('Error 403 Forbidden');
    sandbox.setOptions({ allowEmptyReferrer: true });
    expect(await from(thumbnail)).toBe(200);
  });

  it('leave out assets, or the mp4', async () => {
    const sandbox = await runSandbox({ assets: false });
    const read = async () => (await call(sandbox, 'GET', '/videos?tags[]=trailer')).json.data[0].assets;
    expect(await read()).toBeNull();
    sandbox.setOptions({ assets: true, mp4: false });
    const assets = await read();
    expect(assets).not.toHaveProperty('mp4');
    expect((await fetch(assets.thumbnail.replace('thumbnail.jpg', 'mp4/source.mp4'))).status).toBe(404);
  });

  it('are refused by name when their value is none', async ({ sandbox }) => {
    expect(() => sandbox.setOptions({ usedTokenStatus: 500 as 404 })).toThrow(
      '"usedTokenStatus" takes 403, 404 or 410',
    );
    expect(() => sandbox.setOptions({ colour: 1 } as object)).toThrow('no switch "colour"');
  });

  it('are checked at the start as well', async () => {
    await expect(runSandbox({ sesionTtl: 5 } as object)).rejects.toThrow('no switch "sesionTtl"');
  });

  it('move the clock on', async ({ sandbox }) => {
    const video = await privateVideo(sandbox);
    const url = `${video.assets.thumbnail}?avh=${await openSession(video)}`;
    expect((await fetch(url)).status).toBe(200);
    sandbox.advance(86_400);
    expect((await fetch(url)).status).toBe(404);
  });

  it('keep the API and /session waiting', async () => {
    const sandbox = await runSandbox({ latency: 60 });
    const video = await privateVideo(sandbox);
    const started = performance.now();
    await openSession(video);
    expect(performance.now() - started).toBeGreaterThanOrEqual(55);
  });
});
