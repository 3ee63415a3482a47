import { describe, expect, it } from 'vitest';
import type { TokenResult } from '../../../integration/src/contract/tokens.js';
import type { RedeemTokens } from '../../../integration/src/server/access/redeem-tokens.js';
import { serializeVideo } from '../../../integration/src/server/issuing/serialize.js';
import type { TokenService } from '../../../integration/src/server/token-service.js';
import { answerWatch } from '../../../integration/src/server/watch/answer-watch.js';
import { createRequestContext, NO_LIMITS } from '../../helpers/request-context.js';

const SITE = 'https://site.example';
const ready: TokenResult = {
  status: 'ready',
  id: 'vi1',
  privateToken: 'T',
  sessionToken: 'S',
  expiresIn: 86390,
  assets: {
    thumbnail: 'https://vod.api.video/vod/vi1/token/T/thumbnail.jpg?avh=S',
    player: 'https://embed.api.video/vod/vi1?token=T&avh=S',
    hls: 'https://vod.api.video/vod/vi1/token/T/hls/manifest.m3u8?avh=S',
  },
};

interface Watch {
  query?: string;
  method?: string;
  headers?: Record<string, string>;
  result?: TokenResult;
  configured?: boolean;
  wait?: number;
}

async function watch({
  query = '',
  method = 'GET',
  headers = {},
  result = ready,
  configured = true,
  wait = 0,
}: Watch) {
  const url = new URL(`/_vitrine/watch/grant${query}`, SITE);
  let minted = 0;
  const redeem: RedeemTokens = async () => {
    minted++;
    return [result.status === 'ready' ? { ...result, serialized: serializeVideo(result) } : result];
  };
  const context = createRequestContext(new Request(url, { method, headers }), {
    tokenService: configured ? ({ redeem } as TokenService) : undefined,
    limits: { ...NO_LIMITS, admit: async () => wait },
  });
  const view = await answerWatch(context, 'grant');
  return { view, minted };
}

const navigation = { 'sec-fetch-mode': 'navigate', 'sec-fetch-dest': 'document' };

describe('a navigation', () => {
  it('mints once and frames the player', async () => {
    const { view, minted } = await watch({ headers: navigation });
    expect(view).toMatchObject({ kind: 'player', video: { id: 'vi1' } });
    expect(minted).toBe(1);
  });

  it.each([
    ['denied', { status: 'denied' }, 403],
    ['stale', { status: 'stale' }, 410],
    ['gone', { status: 'gone' }, 404],
    ['busy', { status: 'busy', retryIn: 3 }, 503],
  ] as [string, TokenResult, number][])('reads a refusal when %s', async (_name, result, status) => {
    const { view } = await watch({ headers: navigation, result });
    expect(view).toMatchObject({ kind: 'message', status });
  });

  it('reads when to come back, while there is trouble', async () => {
    const { view } = await watch({ headers: navigation, result: { status: 'busy', retryIn: 3 } });
    expect(view).toMatchObject({ status: 503, retryAfter: 3 });
  });

  it('reads a refusal when it comes too often, with the time to wait', async () => {
    const { view, minted } = await watch({ headers: navigation, wait: 1500 });
    expect(view).toMatchObject({ kind: 'message', status: 429, retryAfter: 2 });
    expect(minted).toBe(0);
  });

  it('reads a refusal without a key', async () => {
    expect((await watch({ headers: navigation, configured: false })).view).toMatchObject({ status: 503 });
  });
});

describe('what mints nothing', () => {
  it.each<[string, Watch, string]>([
    ['a HEAD', { method: 'HEAD', headers: navigation }, 'message'],
    ['a prefetch', { headers: { ...navigation, 'sec-purpose': 'prefetch' } }, 'message'],
    ['a prerender', { headers: { ...navigation, 'sec-purpose': 'prefetch;prerender' } }, 'message'],
    ['a fetch by script', { headers: { 'sec-fetch-mode': 'cors', 'sec-fetch-dest': 'empty' } }, 'message'],
    [
      'an image of the page itself',
      { headers: { 'sec-fetch-mode': 'no-cors', 'sec-fetch-dest': 'image' } },
      'message',
    ],
    [
      'a script that asks for an asset',
      { query: '?as=hls', headers: { 'sec-fetch-mode': 'cors', 'sec-fetch-dest': 'empty' } },
      'message',
    ],
    ['a client that says nothing of itself', {}, 'button'],
    ['a DELETE', { method: 'DELETE' }, 'message'],
    ['a POST from elsewhere', { method: 'POST', headers: { origin: 'https://evil.example' } }, 'message'],
    [
      'a frame in a page of another site',
      { headers: { ...navigation, 'sec-fetch-dest': 'iframe', 'sec-fetch-site': 'cross-site' } },
      'message',
    ],
    [
      'a picture in a page of another site',
      {
        query: '?as=thumbnail',
        headers: { 'sec-fetch-mode': 'no-cors', 'sec-fetch-dest': 'image', 'sec-fetch-site': 'cross-site' },
      },
      'message',
    ],
    ['an asset that does not exist', { query: '?as=zip', headers: navigation }, 'message'],
  ])('%s', async (_name, request, kind) => {
    const { view, minted } = await watch(request);
    expect(minted).toBe(0);
    expect(view).toMatchObject({ kind });
  });
});

it('mints for a link on another site', async () => {
  const { minted } = await watch({ headers: { ...navigation, 'sec-fetch-site': 'cross-site' } });
  expect(minted).toBe(1);
});

it('mints for the button, pressed on the site itself', async () => {
  const { view, minted } = await watch({ method: 'POST', headers: { origin: SITE } });
  expect([minted, view]).toMatchObject([1, { kind: 'player' }]);
});

describe('?as=', () => {
  it.each(['thumbnail', 'player', 'hls'] as const)('redirects to the %s', async (as) => {
    const { view } = await watch({
      query: `?as=${as}`,
      headers: { 'sec-fetch-mode': 'no-cors', 'sec-fetch-dest': 'image' },
    });
    const response = view as Response;
    expect(response.status).toBe(302);
    expect(response.headers.get('location')).toBe(ready.assets[as]);
    expect(response.headers.get('cache-control')).toBe('no-store');
    expect(response.headers.get('x-robots-tag')).toBe('noindex');
  });

  it('is readable where the video has no mp4', async () => {
    expect((await watch({ query: '?as=mp4', headers: navigation })).view).toMatchObject({ status: 404 });
  });
});
