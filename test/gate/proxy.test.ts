import { request } from 'node:http';
import { describe, expect } from 'vitest';
import { startHttpServer } from '../../sandbox/test/helpers/http-server.js';
import { siteTest } from '../helpers/fixtures.js';
import { sendHttp } from '../helpers/http-request.js';
import { membersSite } from '../helpers/members-site.js';

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

/** Tests of a site behind a proxy that ends TLS for it: `ask` sends what a browser sent to the proxy. */
const testBehindProxy = (security: string) =>
  siteTest({
    files: membersSite({ open: 'select: { tags: [summit-2026] }' }, '', {
      'astro.config.mjs': config(security),
    }),
    variables: { ASTRO_KEY },
  }).extend('ask', { scope: 'file' }, async ({ site }, { onCleanup }) => {
    let address = '';
    const proxy = await startHttpServer((incoming, outgoing) => {
      const headers = {
        ...incoming.headers,
        'x-forwarded-host': HOST,
        'x-forwarded-proto': 'https',
        'x-forwarded-for': address,
      };
      const forwarded = request(
        site.url + incoming.url,
        { method: incoming.method ?? 'GET', headers },
        (answer) => {
          outgoing.writeHead(answer.statusCode ?? 502, answer.headers);
          answer.pipe(outgoing);
        },
      );
      incoming.pipe(forwarded);
    });
    onCleanup(proxy.close);
    return async (headers: Record<string, string>, client = '192.0.2.1') => {
      address = client;
      const sent = { 'content-type': 'application/json', host: HOST, ...headers };
      const answer = await sendHttp(`${proxy.url}/_vitrine/tokens`, {
        method: 'POST',
        headers: sent,
        body: '{"grants":[]}',
      });
      return answer.status;
    };
  });

const itWithHost = testBehindProxy(
  `security: { allowedDomains: [{ hostname: '${HOST}', protocol: 'https' }] },`,
);
const itWithout = testBehindProxy('');

describe('with the host in security.allowedDomains', () => {
  itWithHost('takes the site’s own origin for its own, as the proxy says it', async ({ ask }) => {
    expect(await ask({ origin: `https://${HOST}` }, '192.0.2.10')).toBe(200);
    expect(await ask({ origin: `http://${HOST}` }, '192.0.2.10')).toBe(403);
    expect(await ask({ origin: 'https://evil.example' }, '192.0.2.10')).toBe(403);
    expect(await ask({}, '192.0.2.10')).toBe(403);
  });

  itWithHost('counts limits by the address that the proxy saw', async ({ ask }) => {
    const fromSame: number[] = [];
    for (let asked = 0; asked < REQUESTS + 1; asked++) {
      fromSame.push(await ask({ 'sec-fetch-site': 'same-origin' }, '192.0.2.20'));
    }
    expect(fromSame).toEqual([...Array(REQUESTS).fill(200), 429]);
    expect(await ask({ 'sec-fetch-site': 'same-origin' }, '192.0.2.21')).toBe(200);
  });
});

describe('without', () => {
  itWithout('believes browsers that say where a request comes from, and nobody else', async ({ ask }) => {
    expect(await ask({ 'sec-fetch-site': 'same-origin' })).toBe(200);
    expect(await ask({ origin: `https://${HOST}` })).toBe(403);
    expect(await ask({ 'sec-fetch-site': 'cross-site', origin: `http://${HOST}` })).toBe(403);
  });

  itWithout(
    'believes no forwarded address, so that nobody escapes the limit by inventing one',
    async ({ ask }) => {
      const invented: number[] = [];
      for (let asked = 0; asked < REQUESTS; asked++) {
        invented.push(await ask({ 'sec-fetch-site': 'same-origin' }, `198.51.100.${asked}`));
      }
      expect(invented.at(-1)).toBe(429);
    },
  );
});
