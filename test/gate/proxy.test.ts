import { request } from 'node:http';
import { type Sandbox, startSandbox } from 'api-video-sandbox';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startHttpServer } from '../../sandbox/test/helpers/http-server.js';
import { sendHttp } from '../helpers/http-request.js';
import { createMembersSite } from '../helpers/members-site.js';
import { astro, type RunningSite, removeSite, serve } from '../helpers/site.js';

const HOST = 'videos.example';
const REQUESTS = 5;
const ASTRO_KEY = Buffer.alloc(32, 'proxy').toString('base64');

const config = (security: string) => `
import node from '@astrojs/node';
import { defineConfig } from 'astro/config';
import vitrine from 'astro-vitrine';

export default defineConfig({
  adapter: node({ mode: 'standalone' }),
  session: false,
  ${security}
  integrations: [vitrine({ limits: { requests: ${REQUESTS} } })],
});
`;

let sandbox: Sandbox;
let folder: string;

beforeAll(async () => {
  sandbox = await startSandbox({ limits: false });
});

afterAll(async () => {
  await sandbox?.close();
});

/** A site behind a proxy that ends TLS for it: `ask` sends what a browser sent to the proxy. */
function behindProxy(security: string) {
  const state = {} as {
    site: RunningSite;
    proxy: Awaited<ReturnType<typeof startHttpServer>>;
    client: string;
  };

  beforeAll(async () => {
    folder = await createMembersSite({ open: 'select: { tags: [summit-2026] }' }, '', {
      'astro.config.mjs': config(security),
    });
    expect((await astro(folder, 'build', { ...sandbox.env, ASTRO_KEY })).output).toContain('Complete!');
    state.site = await serve(folder, sandbox.env);
    state.client = '192.0.2.1';
    state.proxy = await startHttpServer((incoming, outgoing) => {
      const headers = {
        ...incoming.headers,
        'x-forwarded-host': HOST,
        'x-forwarded-proto': 'https',
        'x-forwarded-for': state.client,
      };
      const forwarded = request(
        state.site.url + incoming.url,
        { method: incoming.method ?? 'GET', headers },
        (answer) => {
          outgoing.writeHead(answer.statusCode ?? 502, answer.headers);
          answer.pipe(outgoing);
        },
      );
      incoming.pipe(forwarded);
    });
  });

  afterAll(async () => {
    await state.proxy?.close();
    await state.site?.close();
    await removeSite(folder);
  });

  return async (headers: Record<string, string>, client = '192.0.2.1') => {
    state.client = client;
    const sent = { 'content-type': 'application/json', host: HOST, ...headers };
    const answer = await sendHttp(`${state.proxy.url}/_vitrine/tokens`, {
      method: 'POST',
      headers: sent,
      body: '{"grants":[]}',
    });
    return answer.status;
  };
}

describe('with the host in security.allowedDomains', () => {
  const ask = behindProxy(`security: { allowedDomains: [{ hostname: '${HOST}', protocol: 'https' }] },`);

  it('takes the site’s own origin for its own, as the proxy says it', async () => {
    expect(await ask({ origin: `https://${HOST}` }, '192.0.2.10')).toBe(200);
    expect(await ask({ origin: `http://${HOST}` }, '192.0.2.10')).toBe(403);
    expect(await ask({ origin: 'https://evil.example' }, '192.0.2.10')).toBe(403);
    expect(await ask({}, '192.0.2.10')).toBe(403);
  });

  it('counts limits by the address that the proxy saw', async () => {
    const fromSame: number[] = [];
    for (let asked = 0; asked < REQUESTS + 1; asked++) {
      fromSame.push(await ask({ 'sec-fetch-site': 'same-origin' }, '192.0.2.20'));
    }
    expect(fromSame).toEqual([...Array(REQUESTS).fill(200), 429]);
    expect(await ask({ 'sec-fetch-site': 'same-origin' }, '192.0.2.21')).toBe(200);
  });
});

describe('without', () => {
  const ask = behindProxy('');

  it('believes browsers that say where a request comes from, and nobody else', async () => {
    expect(await ask({ 'sec-fetch-site': 'same-origin' })).toBe(200);
    expect(await ask({ origin: `https://${HOST}` })).toBe(403);
    expect(await ask({ 'sec-fetch-site': 'cross-site', origin: `http://${HOST}` })).toBe(403);
  });

  it('believes no forwarded address, so that nobody escapes the limit by inventing one', async () => {
    const invented: number[] = [];
    for (let asked = 0; asked < REQUESTS; asked++) {
      invented.push(await ask({ 'sec-fetch-site': 'same-origin' }, `198.51.100.${asked}`));
    }
    expect(invented.at(-1)).toBe(429);
  });
});
