import { startSandbox } from 'api-video-sandbox';
import { afterEach, describe, expect, it } from 'vitest';
import { createClient } from '../../../integration/src/api-video/client.js';
import { deriveGrantKeys } from '../../../integration/src/grants/keys.js';
import { openGrant, sealGrant } from '../../../integration/src/grants/seal.js';
import type { Authorizer } from '../../../integration/src/server/access/authorizer.js';
import { createDecide } from '../../../integration/src/server/access/decide.js';
import type { Issue, IssueRequest, IssueResult } from '../../../integration/src/server/issuing/issue.js';
import { createIssuer } from '../../../integration/src/server/issuing/issuer.js';
import { createBudget } from '../../../integration/src/server/issuing/reads/budget.js';
import { serializeVideo } from '../../../integration/src/server/issuing/serialize.js';
import { answerThumbnail } from '../../../integration/src/server/thumbnails/answer-thumbnail.js';
import { createThumbnailStore } from '../../../integration/src/server/thumbnails/store.js';
import type { TokenService } from '../../../integration/src/server/token-service.js';
import { startHttpServer } from '../../../sandbox/test/helpers/http-server.js';
import { createRequestContext, NO_LIMITS } from '../../helpers/request-context.js';

const keys = deriveGrantKeys('now');
const openNow = (grant: string) => openGrant(grant, keys);
const everybody: Authorizer = async (_access, ids) => new Set(ids);
const nobody: Authorizer = async () => new Set();
const closing: (() => unknown)[] = [];

afterEach(async () => {
  for (const close of closing.splice(0).reverse()) await close();
});

async function start() {
  let now = Date.now();
  const sandbox = await startSandbox({ limits: false, clock: () => now });
  closing.push(() => sandbox.close());
  const budget = createBudget(() => now);
  const client = createClient({ apiKey: sandbox.apiKey, apiUrl: sandbox.apiUrl, onRateLimit: budget.note });
  const issuer = createIssuer({ client, budget, now: () => now });
  closing.push(issuer.close);
  const thumbnails = createThumbnailStore({ issue: issuer.issue, now: () => now });
  const { data } = await client.listVideos({ sortBy: 'createdAt', sortOrder: 'asc' }, 1);
  const wanted = data
    .filter((video) => !video.public)
    .map(({ videoId }): IssueRequest => ({ videoId, source: { kind: 'order', page: 1 } }));
  sandbox.reset();
  return {
    sandbox,
    thumbnails,
    wanted,
    later: (ms: number) => {
      now += ms;
    },
  };
}

const grantOf = ({ videoId, source }: IssueRequest, access = 'public') =>
  sealGrant({ videoId, access, source }, keys);

describe('the thumbnail route', () => {
  async function ask(
    headers: Record<string, string> = {},
    changed: { method?: string; authorizer?: Authorizer; grant?: string } = {},
  ) {
    const { thumbnails, wanted } = await start();
    const grant = changed.grant ?? grantOf(wanted[0] as IssueRequest);
    const request = new Request('https://site.example/x', { method: changed.method ?? 'GET', headers });
    const tokenService = { thumbnails } as TokenService;
    return answerThumbnail(
      createRequestContext(request, {
        openGrant: openNow,
        authorizer: changed.authorizer ?? everybody,
        tokenService,
      }),
      grant,
    );
  }

  it('gives the bytes, for this browser alone and not unasked', async () => {
    const response = await ask({ 'sec-fetch-site': 'same-origin' });
    expect(response.status).toBe(200);
    expect(Object.fromEntries(response.headers)).toMatchObject({
      'content-type': 'image/jpeg',
      'cache-control': 'private, no-cache',
      vary: 'Cookie',
      'cross-origin-resource-policy': 'same-origin',
      'x-content-type-options': 'nosniff',
    });
    const bytes = new Uint8Array(await response.arrayBuffer());
    expect([bytes[0], bytes[1], String(bytes.byteLength)]).toEqual([
      0xff,
      0xd8,
      response.headers.get('content-length'),
    ]);
  });

  it('spares the bytes where the browser has them', async () => {
    const { thumbnails, wanted } = await start();
    const tokenService = { thumbnails } as TokenService;
    const get = (headers = {}) =>
      answerThumbnail(
        createRequestContext(new Request('https://site.example/x', { headers }), {
          openGrant: openNow,
          tokenService,
        }),
        grantOf(wanted[0] as IssueRequest),
      );
    const etag = (await get()).headers.get('etag') ?? '';
    const again = await get({ 'if-none-match': etag });
    expect([again.status, again.headers.get('cache-control')]).toEqual([304, 'private, no-cache']);
  });

  it('says who was refused, as the tokens do', async () => {
    const { thumbnails, wanted } = await start();
    const refused: [string, number][] = [];
    const context = createRequestContext(new Request('https://site.example/x'), {
      openGrant: openNow,
      authorizer: nobody,
      tokenService: { thumbnails } as TokenService,
      decide: createDecide({ onDenied: (access, count) => refused.push([access, count]) }),
    });
    expect((await answerThumbnail(context, grantOf(wanted[0] as IssueRequest, 'members'))).status).toBe(403);
    expect(refused).toEqual([['members', 1]]);
  });

  it('charges the visitor for what it costs', async () => {
    const { thumbnails, wanted } = await start();
    const charged: string[] = [];
    const context = createRequestContext(new Request('https://site.example/x'), {
      openGrant: openNow,
      tokenService: { thumbnails } as TokenService,
      limits: {
        ...NO_LIMITS,
        readsOf(visitor) {
          charged.push(visitor);
          return {
            ...NO_LIMITS.readsOf(visitor),
            reserve: async () => ({ granted: 0, wait: 9000, giveBack() {} }),
          };
        },
      },
    });
    const response = await answerThumbnail(context, grantOf(wanted[0] as IssueRequest));
    expect([response.status, response.headers.get('retry-after')]).toEqual([503, '9']);
    expect(charged).toEqual(['somebody']);
  });

  it.each([
    ['a visitor the rule refuses', {}, { authorizer: nobody }, 403],
    ['a forged grant', {}, { grant: 'nonsense' }, 403],
    [
      'a stale grant',
      {},
      {
        grant: sealGrant(
          { videoId: 'viA', access: 'public', source: { kind: 'order', page: 1 } },
          deriveGrantKeys('before'),
        ),
      },
      410,
    ],
    ['a page of another site', { 'sec-fetch-site': 'cross-site' }, {}, 403],
    ['another method', {}, { method: 'POST' }, 405],
  ] as const)('refuses %s, and keeps nobody’s answer', async (_name, headers, changed, status) => {
    const response = await ask(headers, changed);
    expect([response.status, response.headers.get('cache-control')]).toEqual([status, 'no-store']);
    expect((await response.arrayBuffer()).byteLength).toBe(0);
  });
});

describe('relayed thumbnails', () => {
  it('cost at most one read per video for all the views of a day', async () => {
    const { sandbox, thumbnails, wanted } = await start();
    for (let view = 0; view < 200; view++) await Promise.all(wanted.map((each) => thumbnails.get(each)));
    expect(sandbox.counters().reads).toBeLessThanOrEqual(wanted.length);
    expect(sandbox.counters().sessions).toBe(wanted.length);
  });

  it('are fetched again after an hour by the same session, after a day by a new one', async () => {
    const { sandbox, thumbnails, wanted, later } = await start();
    const first = wanted[0] as IssueRequest;
    await thumbnails.get(first);
    later(61 * 60 * 1000);
    expect(await thumbnails.get(first)).toMatchObject({ type: 'image/jpeg' });
    expect(sandbox.counters().sessions).toBe(1);
    later(25 * 60 * 60 * 1000);
    expect(await thumbnails.get(first)).toMatchObject({ type: 'image/jpeg' });
    expect(sandbox.counters().sessions).toBe(2);
  });

  it('stay within their capacity', async () => {
    const { sandbox, wanted } = await start();
    const client = createClient({ apiKey: sandbox.apiKey, apiUrl: sandbox.apiUrl });
    const issuer = createIssuer({ client, budget: createBudget(Date.now) });
    closing.push(issuer.close);
    const capacity = 300_000;
    const thumbnails = createThumbnailStore({ issue: issuer.issue, now: Date.now, capacity });
    for (const each of wanted) await thumbnails.get(each);
    expect(thumbnails.stats().bytes).toBeLessThanOrEqual(capacity);
    expect(thumbnails.stats().thumbnails).toBeGreaterThan(0);
    expect(thumbnails.stats().thumbnails).toBeLessThan(wanted.length);
  });
});

interface BadAnswer {
  status?: number;
  headers?: Record<string, string>;
  body?: string;
}

const BAD_ANSWERS: [string, BadAnswer | 'reset'][] = [
  ['a page', { headers: { 'content-type': 'text/html' }, body: '<html>' }],
  ['a script', { headers: { 'content-type': 'image/svg+xml' }, body: '<svg>' }],
  ['no type', { body: 'x' }],
  ['more than 2 MiB', { headers: { 'content-type': 'image/jpeg' }, body: 'x'.repeat(2 * 1024 * 1024 + 1) }],
  ['a redirect', { status: 302, headers: { location: 'http://127.0.0.1:9/' } }],
  ['401', { status: 401 }],
  ['403', { status: 403 }],
  ['404', { status: 404 }],
  ['429', { status: 429 }],
  ['500', { status: 500 }],
  ['503', { status: 503, headers: { 'retry-after': '1' } }],
  ['a connection that breaks off', 'reset'],
];

describe.each(BAD_ANSWERS)('where %s comes instead of a thumbnail', (_name, bad) => {
  async function startBroken() {
    let now = Date.now();
    let answer: BadAnswer | 'reset' = bad;
    let fetched = 0;
    const server = await startHttpServer((_request, response) => {
      fetched++;
      if (answer === 'reset') response.destroy();
      else response.writeHead(answer.status ?? 200, answer.headers ?? {}).end(answer.body ?? '');
    });
    closing.push(server.close);
    const asked: (string | undefined)[] = [];
    const issue: Issue = async (wanted, options) => {
      asked.push(options?.visitor);
      const grant = await options?.allowance?.reserve(1);
      return new Map(
        wanted.map(({ videoId }): [string, IssueResult] => {
          const thumbnail = `${server.url}/${videoId}-${asked.length}.jpg`;
          const serialized = serializeVideo({ id: videoId, assets: { thumbnail, player: '', hls: '' } });
          if (grant?.granted === 0) return [videoId, { status: 'busy', retryIn: 60 }];
          return [videoId, { status: 'ready', expiresIn: 86_390, serialized }];
        }),
      );
    };
    const thumbnails = createThumbnailStore({ issue, now: () => now });
    return {
      thumbnails,
      asked,
      fetched: () => fetched,
      mend: () => {
        answer = { headers: { 'content-type': 'image/png' }, body: 'picture' };
      },
      later: (milliseconds: number) => {
        now += milliseconds;
      },
    };
  }
  const video: IssueRequest = { videoId: 'viA', source: { kind: 'order', page: 1 } };
  const allowance = (granted: number) => ({
    reserve: async () => ({ granted, wait: granted ? 0 : 60_000, giveBack() {} }),
    reserveSpare: async () => ({ granted: 0, wait: 1, giveBack() {} }),
  });

  it('700 requests cost the visitors a session or two, and api.video as many fetches', async () => {
    const { thumbnails, asked, fetched, later } = await startBroken();
    for (let request = 0; request < 700; request++) {
      later(100);
      const result = await thumbnails.get(video, { visitor: `v${request}`, allowance: allowance(1) });
      expect(result).toMatchObject({ status: 'busy' });
    }
    expect(asked.length).toBeLessThanOrEqual(3);
    expect(asked[0]).toBe('v0');
    expect(fetched()).toBeLessThanOrEqual(6);
  });

  it('requests of the same moment share one session and one fetch', async () => {
    const { thumbnails, asked, fetched } = await startBroken();
    await Promise.all(Array.from({ length: 100 }, () => thumbnails.get(video)));
    expect([asked.length, fetched()]).toEqual([1, 1]);
  });

  it('the pause grows from 30 seconds, ten minutes at most', async () => {
    const { thumbnails, later } = await startBroken();
    const pauses: number[] = [];
    for (let round = 0; round < 8; round++) {
      const result = await thumbnails.get(video);
      if ('status' in result && result.status === 'busy') pauses.push(result.retryIn);
      later((pauses.at(-1) ?? 0) * 1000);
    }
    expect(pauses).toEqual([30, 60, 120, 240, 480, 600, 600, 600]);
  });

  it('the thumbnail comes once there is one', async () => {
    const { thumbnails, mend, later } = await startBroken();
    await thumbnails.get(video);
    mend();
    later(30_000);
    expect(await thumbnails.get(video)).toMatchObject({ type: 'image/png' });
  });

  it('a thumbnail that was there before stays', async () => {
    const { thumbnails, later, mend, asked } = await startBroken();
    await thumbnails.get(video);
    mend();
    later(30_000);
    const first = await thumbnails.get(video);
    later(2 * 60 * 60 * 1000);
    expect(await thumbnails.get(video)).toEqual(first);
    expect(asked.length).toBeLessThanOrEqual(3);
  });

  it('a visitor without reads keeps nobody else from it', async () => {
    const { thumbnails, mend } = await startBroken();
    mend();
    const [poor, other] = await Promise.all([
      thumbnails.get(video, { visitor: 'poor', allowance: allowance(0) }),
      thumbnails.get(video, { visitor: 'other', allowance: allowance(1) }),
    ]);
    expect(poor).toEqual({ status: 'busy', retryIn: 60 });
    expect(other).toMatchObject({ type: 'image/png' });
  });
});
