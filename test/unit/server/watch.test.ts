import { describe, expect, it } from 'vitest';
import type { ShownWords } from '../../../integration/src/contract/shown-words.js';
import type { TokenResult } from '../../../integration/src/contract/tokens.js';
import type { OpenedGrant } from '../../../integration/src/grants/seal.js';
import type { RedeemTokens } from '../../../integration/src/server/access/redeem-tokens.js';
import { serializeVideo } from '../../../integration/src/server/issuing/serialize.js';
import type { TokenService } from '../../../integration/src/server/token-service.js';
import { answerWatch } from '../../../integration/src/server/watch/answer-watch.js';
import { cameFrom } from '../../../integration/src/server/watch/page-words.js';
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
  opened?: OpenedGrant;
  shown?: readonly ShownWords[];
}

async function watch({
  query = '',
  method = 'GET',
  headers = {},
  result = ready,
  configured = true,
  wait = 0,
  opened = { status: 'forged' },
  shown = [],
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
    openGrant: () => opened,
  });
  const view = await answerWatch(context, 'grant', async () => shown);
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

describe('what the page says', () => {
  const open = (words: { title?: string; caption?: string } = {}): OpenedGrant => ({
    status: 'open',
    payload: { videoId: 'vi1', access: 'public', source: { kind: 'order', page: 1 }, ...words },
  });
  const shownIn = (title: string, access = 'public'): ShownWords => ({
    access,
    title: `In ${title}`,
    gallery: { title, url: `/galleries/${title}/` },
  });
  const shown = [shownIn('members', 'members'), shownIn('first'), shownIn('second')];
  const from = (path: string) => ({ ...navigation, referer: SITE + path });

  it.each([
    ['of the gallery that the visitor comes from', '/galleries/second?x#y', 'second'],
    ['of the first gallery, from anywhere else', '/', 'first'],
    ['of the first gallery, from one with another access', '/galleries/members/', 'first'],
  ])('is that %s', async (_name, path, title) => {
    const { view } = await watch({ headers: from(path), opened: open(), shown });
    expect(view).toMatchObject({ discreet: false, words: { title: `In ${title}`, gallery: { title } } });
  });

  it('is nothing where no page says anything under that access', async () => {
    const { view } = await watch({ headers: navigation, opened: open(), shown: shown.slice(0, 1) });
    expect(view).toMatchObject({ words: {} });
  });

  it('is what comes with the session of a discreet gallery, and nothing of any gallery', async () => {
    const { view } = await watch({
      headers: from('/galleries/first/'),
      opened: open({ title: 'Sealed' }),
      result: { ...ready, title: 'Sealed' },
      shown,
    });
    expect(view).toMatchObject({ discreet: true, words: { title: 'Sealed' } });
    expect(JSON.stringify(view)).not.toContain('first');
  });

  it('is not what was sealed, where the session comes without it', async () => {
    const { view } = await watch({ headers: navigation, opened: open({ title: 'Sealed' }), shown });
    expect(JSON.stringify(view)).not.toContain('Sealed');
  });

  it('is nothing to those who are denied', async () => {
    const { view } = await watch({
      headers: from('/galleries/first/'),
      result: { status: 'denied' },
      opened: open(),
      shown,
    });
    expect(JSON.stringify(view)).not.toContain('first');
  });
});

describe('the way back', () => {
  const wayBack = (referer: string, except?: string[]) =>
    cameFrom(
      new Request(`${SITE}/_vitrine/watch/x`, { headers: { referer } }),
      new URL(`${SITE}/_vitrine/watch/x`),
      except,
    );

  it.each([
    ['a page of the site', `${SITE}/a/b?c=d#e`, '/a/b?c=d'],
    ['a page behind a proxy that ends TLS', `${SITE.replace('https', 'http')}/a`, '/a'],
    ['a path that looks like a host', `${SITE}//evil.example/a`, '/evil.example/a'],
    ['another site', 'https://evil.example/a', undefined],
    ['the watch page itself', `${SITE}/_vitrine/watch/x`, undefined],
    ['where visitors sign in', `${SITE}/members`, undefined],
    ['nothing that is an address', 'javascript:alert(1)', undefined],
  ])('from %s', (_name, referer, path) => expect(wayBack(referer, ['/members/'])).toBe(path));
});
