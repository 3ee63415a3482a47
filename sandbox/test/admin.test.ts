import { request } from 'node:http';
import { describe, expect } from 'vitest';
import type { Sandbox } from '../src/index.js';
import { it } from './helpers/fixtures.js';
import { call, type Json, privateVideo, runSandbox, tokenOf } from './helpers/run-sandbox.js';

const admin = (sandbox: Sandbox, path: string, method = 'GET', body?: unknown, headers = {}) =>
  fetch(`${sandbox.apiUrl}/_sandbox${path}`, {
    method,
    headers,
    ...(body !== undefined && { body: JSON.stringify(body) }),
  });

const state = async (sandbox: Sandbox): Promise<Json> => (await admin(sandbox, '/state')).json();

describe('the admin API', () => {
  it('shows tokens, sessions, videos and counters', async ({ sandbox }) => {
    const video = await privateVideo(sandbox);
    await fetch(video.assets.thumbnail);
    const { tokens, videos, counters } = await state(sandbox);
    expect(tokens[0]).toMatchObject({ token: tokenOf(video), videoId: video.videoId, state: 'used' });
    expect(videos).toHaveLength(24);
    expect(counters).toMatchObject({ used: 1, burned: 1 });
    expect(await (await admin(sandbox, '/issued')).json()).toEqual(sandbox.issued());
  });

  it('turns switches, moves the clock, plans faults and resets', async () => {
    const sandbox = await runSandbox({ privateTokenTtl: 5 });
    expect(
      (await admin(sandbox, '/switches', 'PATCH', { usedTokenStatus: 410, privateTokenTtl: null })).status,
    ).toBe(204);
    expect((await state(sandbox)).switches).toMatchObject({ usedTokenStatus: 410, privateTokenTtl: null });
    const { now } = await state(sandbox);
    await admin(sandbox, '/clock', 'POST', { advance: 3600 });
    expect((await state(sandbox)).now - now).toBeGreaterThanOrEqual(3_600_000);
    await admin(sandbox, '/faults', 'PUT', { faults: [{ kind: 'status', times: 1 }] });
    expect((await call(sandbox, 'GET', '/videos')).status).toBe(503);
    expect((await state(sandbox)).faults).toMatchObject([{ kind: 'status', matched: 1, struck: 1 }]);
    expect((await admin(sandbox, '/reset', 'POST')).status).toBe(204);
    expect((await state(sandbox)).switches).toMatchObject({ usedTokenStatus: 404, privateTokenTtl: 5 });
    expect((await call(sandbox, 'GET', '/videos')).status).toBe(200);
  });

  it.each([
    ['PATCH', '/switches', { tokens: 'secret-value' }, 'The switch "tokens" takes'],
    ['PUT', '/faults', { faults: [{ kind: 'secret-value' }] }, '"kind"'],
    ['POST', '/clock', { advance: 'secret-value' }, 'number of seconds'],
  ])('names what is wrong and repeats no value: %s %s', async (method, path, body, message) => {
    const sandbox = await runSandbox();
    const response = await admin(sandbox, path, method, body);
    expect(response.status).toBe(400);
    const text = await response.text();
    expect(JSON.parse(text).title).toContain(message);
    expect(text).not.toContain('secret-value');
  });

  it('answers no other site', async ({ sandbox }) => {
    expect((await admin(sandbox, '/state', 'GET', undefined, { origin: 'https://evil.test' })).status).toBe(
      403,
    );
    expect((await admin(sandbox, '/reset', 'POST', {}, { origin: 'null' })).status).toBe(403);
    expect(
      (await admin(sandbox, '/state', 'GET', undefined, { 'sec-fetch-site': 'cross-site' })).status,
    ).toBe(403);
    const own = await admin(sandbox, '/state', 'GET', undefined, { origin: sandbox.apiUrl });
    expect(own.status).toBe(200);
    expect(own.headers.has('access-control-allow-origin')).toBe(false);
  });

  it('answers no other host name', async () => {
    const { apiUrl } = await runSandbox();
    const status = new Promise((resolve) => {
      request(`${apiUrl}/_sandbox/state`, { headers: { host: 'rebound.test' } }, (response) => {
        response.resume();
        resolve(response.statusCode);
      }).end();
    });
    expect(await status).toBe(403);
  });

  it('serves a page that runs nothing but its own script', async ({ sandbox }) => {
    const page = await admin(sandbox, '');
    expect(page.headers.get('content-security-policy')).toContain("script-src 'self'");
    const files = [...(await page.text()).matchAll(/(?:src|href)="(\/_sandbox[^"]+)"/g)].map(
      ([, path]) => path,
    );
    expect(files).toHaveLength(2);
    for (const path of files) expect((await fetch(sandbox.apiUrl + path)).status, path).toBe(200);
    expect((await admin(sandbox, '/files/..%2f..%2foptions.js')).status).toBe(404);
  });
});
