import { describe, expect, it } from 'vitest';
import type { TokensResponse } from '../../../integration/src/contract/tokens.js';
import { deriveGrantKeys } from '../../../integration/src/grants/keys.js';
import { MAX_GRANT_LENGTH, openGrant, sealGrant } from '../../../integration/src/grants/seal.js';
import type { Authorizer } from '../../../integration/src/server/access/authorizer.js';
import { createDecide } from '../../../integration/src/server/access/decide.js';
import {
  createRedeemTokens,
  type RedeemTokens,
} from '../../../integration/src/server/access/redeem-tokens.js';
import { cacheVerifiedGrants } from '../../../integration/src/server/access/verified-grants.js';
import { MAX_BODY } from '../../../integration/src/server/http/request-body.js';
import type { TokenService } from '../../../integration/src/server/token-service.js';
import { answerTokens } from '../../../integration/src/server/tokens/answer-tokens.js';
import { createRequestParser } from '../../../integration/src/server/tokens/parse-request.js';
import { cacheRequests } from '../../../integration/src/server/tokens/request-cache.js';
import { createRequestContext, NO_LIMITS } from '../../helpers/request-context.js';

const SITE = 'https://site.example';
const URL_HERE = new URL('/_vitrine/tokens', SITE);

interface Ask {
  method?: string;
  headers?: Record<string, string>;
  body?: BodyInit | null;
  configured?: boolean;
  url?: URL;
  /** Milliseconds that the limits ask for. */
  wait?: number;
}

async function ask({
  method = 'POST',
  headers = {},
  body = '{"grants":[]}',
  configured = true,
  url = URL_HERE,
  wait = 0,
}: Ask) {
  const asked: string[][] = [];
  const init: RequestInit & { duplex?: 'half' } = {
    method,
    headers: { 'content-type': 'application/json', origin: SITE, ...headers },
    duplex: 'half',
  };
  if (method !== 'GET' && method !== 'HEAD') init.body = body;
  const redeem: RedeemTokens = async ({ opened }) => {
    asked.push(opened.map((grant) => (grant.status === 'open' ? grant.payload.videoId : grant.status)));
    return opened.map(() => ({ status: 'denied' as const }));
  };
  const tokenService = configured ? ({ redeem } as TokenService) : undefined;
  const context = createRequestContext(new Request(URL_HERE, init), {
    url,
    tokenService,
    openGrant: (videoId) => ({
      status: 'open',
      payload: { videoId, access: 'public', source: { kind: 'order', page: 1 } },
    }),
    limits: { ...NO_LIMITS, admit: async () => wait },
  });
  const response = await answerTokens(context);
  const text = await response.text();
  return { response, asked, status: response.status, body: text ? JSON.parse(text) : undefined };
}

const grants = (count: number) =>
  JSON.stringify({ grants: Array.from({ length: count }, (_, i) => `g${i}`) });

describe('a request that is in order', () => {
  it('gets one result per grant, in order, kept by nobody', async () => {
    const { response, asked, body } = await ask({ body: grants(3) });
    expect(response.status).toBe(200);
    expect(asked).toEqual([['g0', 'g1', 'g2']]);
    expect(body).toEqual({ videos: [{ status: 'denied' }, { status: 'denied' }, { status: 'denied' }] });
    expect(response.headers.get('content-type')).toBe('application/json');
  });

  it('may carry a charset, 100 grants, or none', async () => {
    expect((await ask({ headers: { 'content-type': 'application/json; charset=utf-8' } })).status).toBe(200);
    expect((await ask({ body: grants(100) })).status).toBe(200);
    expect((await ask({ body: grants(0) })).body).toEqual({ videos: [] });
  });
});

describe('a refusal', () => {
  const big = JSON.stringify({ grants: ['x'.repeat(MAX_BODY)] });
  const endless = () =>
    new ReadableStream<Uint8Array>({
      pull: (controller) => controller.enqueue(new TextEncoder().encode('["'.padEnd(8192, 'x'))),
    });

  it.each<[string, Ask, number, string]>([
    ['a GET', { method: 'GET' }, 405, 'method-not-allowed'],
    ['a HEAD', { method: 'HEAD' }, 405, 'method-not-allowed'],
    ['a PUT', { method: 'PUT' }, 405, 'method-not-allowed'],
    ['another origin', { headers: { origin: 'https://evil.example' } }, 403, 'foreign-origin'],
    ['a sibling site', { headers: { 'sec-fetch-site': 'same-site' } }, 403, 'foreign-origin'],
    ['a typed address', { headers: { 'sec-fetch-site': 'none' } }, 403, 'foreign-origin'],
    ['the null origin', { headers: { origin: 'null' } }, 403, 'foreign-origin'],
    [
      'another scheme without Sec-Fetch-Site',
      { headers: { origin: 'http://site.example' } },
      403,
      'foreign-origin',
    ],
    [
      'a form',
      { headers: { 'content-type': 'application/x-www-form-urlencoded' } },
      415,
      'unsupported-media-type',
    ],
    ['text', { headers: { 'content-type': 'text/plain' } }, 415, 'unsupported-media-type'],
    ['a body that is no JSON', { body: 'grants' }, 400, 'malformed'],
    ['no body', { body: null }, 400, 'malformed'],
    ['a list', { body: '["a"]' }, 400, 'malformed'],
    ['numbers for grants', { body: '{"grants":[1]}' }, 400, 'malformed'],
    [
      'no text among long ones',
      { body: JSON.stringify({ grants: ['x'.repeat(5000), 1] }) },
      400,
      'malformed',
    ],
    ['101 grants', { body: grants(101) }, 400, 'too-many-grants'],
    ['a body over 64 KiB', { body: big }, 413, 'body-too-large'],
    ['a body that never ends', { body: endless() }, 413, 'body-too-large'],
    ['a false length', { headers: { 'content-length': String(MAX_BODY + 1) } }, 413, 'body-too-large'],
    ['a visitor who asks too often', { wait: 2500 }, 429, 'rate-limited'],
    ['a site without a key', { configured: false }, 503, 'not-configured'],
  ])('of %s', async (_name, request, status, code) => {
    const { response, asked, body } = await ask(request);
    expect([response.status, body?.code]).toEqual([status, code]);
    expect(response.headers.get('content-type')).toBe('application/problem+json');
    expect(response.headers.get('cache-control')).toBe('no-store');
    expect(response.headers.get('x-content-type-options')).toBe('nosniff');
    expect([...response.headers.keys()].filter((name) => name.startsWith('access-control'))).toEqual([]);
    expect(asked).toEqual([]);
    if (status === 503) expect(Number(response.headers.get('retry-after'))).toBeGreaterThan(0);
    if (status === 429) expect(response.headers.get('retry-after')).toBe('3');
    if (status === 405) expect(response.headers.get('allow')).toBe('POST');
  });

  it('asks for an Origin where the browser says nothing of the site', async () => {
    const request = new Request(URL_HERE, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: grants(1),
    });
    expect((await answerTokens(createRequestContext(request))).status).toBe(403);
  });
});

describe('a grant that is too long', () => {
  const keys = deriveGrantKeys('a secret');
  const sealed = (videoId: string, words: { title?: string } = {}) =>
    sealGrant({ videoId, access: 'public', source: { kind: 'order', page: 1 }, ...words }, keys);
  const redeem = createRedeemTokens({
    issue: async (wanted) => new Map(wanted.map(({ videoId }) => [videoId, { status: 'gone' as const }])),
    decide: createDecide({}),
  });

  it.each<[string, string]>([
    ['genuine, of a long title', sealed('viLong', { title: 'x'.repeat(4000) })],
    ['one character over', 'A'.repeat(MAX_GRANT_LENGTH + 1)],
    ['nearly all of the body', 'A'.repeat(60_000)],
    ['of other letters', 'é'.repeat(20_000)],
    ['empty', ''],
  ])('is denied by itself: %s', async (_what, long) => {
    const request = new Request(URL_HERE, {
      method: 'POST',
      headers: { 'content-type': 'application/json', origin: SITE },
      body: JSON.stringify({ grants: [sealed('viA'), long, sealed('viB')] }),
    });
    const open = cacheVerifiedGrants((grant) => openGrant(grant, keys));
    const parseRequest = cacheRequests(createRequestParser(open));
    const response = await answerTokens(
      createRequestContext(request, {
        url: URL_HERE,
        parseRequest,
        tokenService: { redeem } as TokenService,
      }),
    );
    expect(response.status).toBe(200);
    const { videos } = (await response.json()) as TokensResponse;
    expect(videos.map(({ status }) => status)).toEqual(['gone', 'denied', 'gone']);
  });
});

it('trusts Sec-Fetch-Site behind a proxy that ends TLS', async () => {
  const { status } = await ask({
    url: new URL('http://site.example/_vitrine/tokens'),
    headers: { 'sec-fetch-site': 'same-origin' },
  });
  expect(status).toBe(200);
});

it('asks the rule anew for each request, also where the body is remembered', async () => {
  const parseRequest = cacheRequests(
    createRequestParser((videoId) => ({
      status: 'open',
      payload: { videoId, access: 'members', source: { kind: 'order', page: 1 } },
    })),
  );
  const redeem = createRedeemTokens({
    issue: async (wanted) => new Map(wanted.map(({ videoId }) => [videoId, { status: 'gone' as const }])),
    decide: createDecide({}),
  });
  const statusFor = async (...allowed: string[]) => {
    const request = new Request(URL_HERE, {
      method: 'POST',
      headers: { 'content-type': 'application/json', origin: SITE },
      body: grants(2),
    });
    const authorizer: Authorizer = async () => new Set(allowed);
    const response = await answerTokens(
      createRequestContext(request, {
        url: URL_HERE,
        parseRequest,
        authorizer,
        tokenService: { redeem } as TokenService,
      }),
    );
    const { videos } = (await response.json()) as TokensResponse;
    return videos.map(({ status }) => status);
  };
  expect(await statusFor('g0', 'g1')).toEqual(['gone', 'gone']);
  expect(await statusFor()).toEqual(['denied', 'denied']);
  expect(await statusFor('g1')).toEqual(['denied', 'gone']);
});
