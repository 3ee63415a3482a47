import { describe, expect } from 'vitest';
import type { Fault, Sandbox } from '../src/index.js';
import { it } from './helpers/fixtures.js';
import { call, privateVideo, runSandbox, sessionUrl } from './helpers/run-sandbox.js';
import { emptyVideo, FILE, form } from './helpers/upload-files.js';

const ORIGIN = { origin: 'http://site.test' };

/** What a browser asks before a page's call: never with a login. */
const preflight = (url: string, method: string, headers: string) =>
  fetch(url, {
    method: 'OPTIONS',
    headers: {
      ...ORIGIN,
      'access-control-request-method': method,
      'access-control-request-headers': headers,
    },
  });

const listed = (response: Response, name: string) =>
  (response.headers.get(name) ?? '').toLowerCase().split(/\s*,\s*/);

describe('a preflight', () => {
  it.each([
    ['POST', '/upload?token=to1', 'av-origin-client,content-range'],
    [
      'POST',
      '/videos/{videoId}/source',
      'authorization,av-origin-app,av-origin-client,av-origin-sdk,content-range',
    ],
    ['POST', '/auth/api-key', 'authorization,av-origin-client,content-type'],
    ['POST', '/auth/refresh', 'av-origin-app,av-origin-client,av-origin-sdk'],
    ['POST', '/videos', 'authorization,content-type'],
    ['PATCH', '/videos/{videoId}', 'authorization,content-type'],
    ['DELETE', '/videos/{videoId}', 'authorization'],
    ['GET', '/videos/{videoId}/status', 'authorization,av-origin-client'],
    ['POST', '/videos/{videoId}/thumbnail', 'Authorization, AV-Origin-Client'],
    ['POST', '/upload-tokens', 'authorization,content-type'],
    ['PUT', '/live-streams/li1/complete', 'authorization'],
    ['POST', '/videos', 'authorization,av-origin-something-new'],
  ])('of %s %s is answered without a login, with the headers it asks for', async (method, path, headers) => {
    const sandbox = await runSandbox({ limits: { reads: 0, writes: 0, uploads: 0 } });
    const url = sandbox.apiUrl + path.replace('{videoId}', 'viNone');
    const response = await preflight(url, method, headers);
    expect(response.ok).toBe(true);
    expect(response.headers.get('access-control-allow-origin')).toBe('*');
    expect(listed(response, 'access-control-allow-methods')).toContain(method.toLowerCase());
    for (const header of headers.toLowerCase().split(/\s*,\s*/))
      expect(listed(response, 'access-control-allow-headers')).toContain(header);
    expect(await response.text()).toBe('');
  });

  it('allows no header that no client sends', async ({ sandbox }) => {
    const response = await preflight(`${sandbox.apiUrl}/videos`, 'POST', 'x-own, cookie');
    expect(listed(response, 'access-control-allow-headers')).not.toContain('x-own');
    expect(listed(response, 'access-control-allow-headers')).not.toContain('*');
  });

  it('costs nothing: no quota, no token, no fault', async () => {
    const faults: Fault[] = [{ kind: 'status', status: 503, times: 1 }];
    const sandbox = await runSandbox({ limits: { reads: 3, writes: 1, uploads: 1 } });
    const video = await privateVideo(sandbox);
    const before = sandbox.counters();
    sandbox.setFaults(faults);
    for (const url of [
      `${sandbox.apiUrl}/videos`,
      `${sandbox.apiUrl}/upload`,
      sessionUrl(video),
      video.assets.hls,
    ]) {
      const response = await preflight(url, 'POST', 'authorization');
      expect(response.status).toBe(204);
      expect(response.headers.has('x-ratelimit-remaining')).toBe(false);
    }
    expect(sandbox.counters()).toEqual(before);
    expect((await fetch(sessionUrl(video))).status).toBe(503);
    expect((await fetch(sessionUrl(video))).status).toBe(200);
    expect((await call(sandbox, 'POST', '/videos', { title: 'Within the limit' })).status).toBe(201);
  });

  it('can be struck by a fault that means it', async () => {
    const sandbox = await runSandbox({ faults: [{ kind: 'status', status: 500, method: 'OPTIONS' }] });
    expect((await preflight(`${sandbox.apiUrl}/videos`, 'POST', 'authorization')).status).toBe(500);
    expect((await call(sandbox, 'GET', '/videos')).status).toBe(200);
  });

  it('of the admin API is none of other pages’ business', async ({ sandbox }) => {
    const response = await preflight(`${sandbox.apiUrl}/_sandbox/reset`, 'POST', 'content-type');
    expect(response.headers.has('access-control-allow-origin')).toBe(false);
  });
});

describe('a page of another origin can read', () => {
  const key = { authorization: `Basic ${btoa('vitrine-sandbox-key:')}` };
  const post = (sandbox: Sandbox, path: string, body: BodyInit, headers: Record<string, string> = key) =>
    fetch(sandbox.apiUrl + path, { method: 'POST', body, headers: { ...ORIGIN, ...headers } });
  const none = { reads: 0, writes: 0, uploads: 0 };

  it.each<[number, string, (sandbox: Sandbox) => Promise<Response>, Parameters<typeof runSandbox>[0]?]>([
    [201, 'an upload', async (s) => post(s, `/videos/${await emptyVideo(s)}/source`, form({ bytes: FILE }))],
    [200, 'a login', (s) => post(s, '/auth/api-key', JSON.stringify({ apiKey: s.apiKey }), {})],
    [400, 'a refused login', (s) => post(s, '/auth/api-key', JSON.stringify({ apiKey: 'wrong' }), {})],
    [401, 'a missing login', (s) => post(s, '/videos', '{}', {})],
    [401, 'an expired one', (s) => post(s, '/videos', '{}', { authorization: 'Bearer a.b.c' })],
    [404, 'an unknown upload token', (s) => post(s, '/upload?token=no', form({ bytes: FILE }), {})],
    [404, 'an unknown route', (s) => post(s, '/nothing', '{}')],
    [405, 'a wrong method', (s) => post(s, '/tags', '{}')],
    [400, 'a payload that is none', (s) => post(s, '/videos', '{')],
    [
      400,
      'a form that is none',
      async (s) =>
        post(s, `/videos/${await emptyVideo(s)}/source`, 'x', {
          ...key,
          'content-type': 'multipart/form-data',
        }),
    ],
    [429, 'an exhausted limit', (s) => post(s, '/videos', '{}'), { limits: none }],
    [413, 'too large a file', (s) => post(s, '/upload-tokens', ' '.repeat(2_000_000))],
    [503, 'a fault', (s) => post(s, '/videos', '{}'), { faults: [{ kind: 'status' }] }],
    [429, 'a fault with a limit', (s) => post(s, '/videos', '{}'), { faults: [{ kind: 'rate-limit' }] }],
  ])('%i, %s', async (status, _what, send, options) => {
    const sandbox = await runSandbox(options);
    const response = await send(sandbox);
    expect(response.status).toBe(status);
    expect(response.headers.get('access-control-allow-origin')).toBe('*');
    for (const header of ['x-ratelimit-limit', 'x-ratelimit-remaining', 'x-ratelimit-retry-after'])
      expect(listed(response, 'access-control-expose-headers')).toContain(header);
  });

  it.each<Fault>([{ kind: 'status' }, { kind: 'html' }, { kind: 'rate-limit' }])(
    'what goes wrong at the media host: $kind',
    async (fault) => {
      const sandbox = await runSandbox();
      const video = await privateVideo(sandbox);
      sandbox.setFaults([fault]);
      const { headers } = await fetch(sessionUrl(video), { headers: ORIGIN });
      expect(headers.get('access-control-allow-origin')).toBe('*');
    },
  );
});
