import { afterEach, describe, expect, it } from 'vitest';
import { createClient } from '../../integration/src/api-video/client.js';
import { startSandbox } from '../../integration/src/sandbox/index.js';
import { createBudget } from '../../integration/src/server/issuing/budget.js';
import type { Issue, Wanted } from '../../integration/src/server/issuing/issued.js';
import { createIssuer } from '../../integration/src/server/issuing/issuer.js';
import { spell } from '../../integration/src/server/issuing/spelled.js';
import type { Permit } from '../../integration/src/server/permit.js';
import { createPictures } from '../../integration/src/server/relay/pictures.js';
import { answerThumbnail } from '../../integration/src/server/relay/thumbnail.js';
import type { Service } from '../../integration/src/server/service.js';
import { deriveGrantKeys, openGrant, sealGrant } from '../../integration/src/shared/grant.js';
import { startHttpServer } from '../helpers/http-server.js';
import { createVisit } from '../helpers/visit.js';

const keys = deriveGrantKeys('now');
const open = (grant: string) => openGrant(grant, keys);
const everybody: Permit = async (_access, ids) => new Set(ids);
const nobody: Permit = async () => new Set();
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
  const pictures = createPictures({ issue: issuer.issue, now: () => now });
  const { data } = await client.listVideos({ sortBy: 'createdAt', sortOrder: 'asc' }, 1);
  const wanted = data
    .filter((video) => !video.public)
    .map(({ videoId }): Wanted => ({ videoId, source: { kind: 'order', page: 1 } }));
  sandbox.reset();
  return {
    sandbox,
    pictures,
    wanted,
    later: (ms: number) => {
      now += ms;
    },
  };
}

const grantOf = ({ videoId, source }: Wanted, access = 'public') =>
  sealGrant({ videoId, access, source }, keys);

describe('the thumbnail route', () => {
  async function ask(
    headers: Record<string, string> = {},
    changed: { method?: string; permit?: Permit; grant?: string } = {},
  ) {
    const { pictures, wanted } = await start();
    const grant = changed.grant ?? grantOf(wanted[0] as Wanted);
    const request = new Request('https://site.example/x', { method: changed.method ?? 'GET', headers });
    const service = { pictures } as Service;
    return answerThumbnail(
      createVisit(request, { open, permit: changed.permit ?? everybody, service }),
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
    const { pictures, wanted } = await start();
    const service = { pictures } as Service;
    const get = (headers = {}) =>
      answerThumbnail(
        createVisit(new Request('https://site.example/x', { headers }), { open, service }),
        grantOf(wanted[0] as Wanted),
      );
    const etag = (await get()).headers.get('etag') ?? '';
    const again = await get({ 'if-none-match': etag });
    expect([again.status, again.headers.get('cache-control')]).toEqual([304, 'private, no-cache']);
  });

  it.each([
    ['a visitor the rule refuses', {}, { permit: nobody }, 403],
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
    const { sandbox, pictures, wanted } = await start();
    for (let view = 0; view < 200; view++) await Promise.all(wanted.map((each) => pictures.get(each)));
    expect(sandbox.counters().reads).toBeLessThanOrEqual(wanted.length);
    expect(sandbox.counters().sessions).toBe(wanted.length);
  });

  it('are fetched again after an hour by the same session, after a day by a new one', async () => {
    const { sandbox, pictures, wanted, later } = await start();
    const first = wanted[0] as Wanted;
    await pictures.get(first);
    later(61 * 60 * 1000);
    expect(await pictures.get(first)).toMatchObject({ type: 'image/jpeg' });
    expect(sandbox.counters().sessions).toBe(1);
    later(25 * 60 * 60 * 1000);
    expect(await pictures.get(first)).toMatchObject({ type: 'image/jpeg' });
    expect(sandbox.counters().sessions).toBe(2);
  });

  it('stay within their capacity', async () => {
    const { sandbox, wanted } = await start();
    const client = createClient({ apiKey: sandbox.apiKey, apiUrl: sandbox.apiUrl });
    const issuer = createIssuer({ client, budget: createBudget(Date.now) });
    closing.push(issuer.close);
    const capacity = 300_000;
    const pictures = createPictures({ issue: issuer.issue, now: Date.now, capacity });
    for (const each of wanted) await pictures.get(each);
    expect(pictures.stats().bytes).toBeLessThanOrEqual(capacity);
    expect(pictures.stats().pictures).toBeGreaterThan(0);
    expect(pictures.stats().pictures).toBeLessThan(wanted.length);
  });

  it.each<[string, Record<string, string>, number, string]>([
    ['a page for a picture', { 'content-type': 'text/html' }, 200, '<html>'],
    ['a script for a picture', { 'content-type': 'image/svg+xml' }, 200, '<svg>'],
    ['more than 2 MiB', { 'content-type': 'image/jpeg' }, 200, 'x'.repeat(2 * 1024 * 1024 + 1)],
    ['a redirect', { location: 'http://127.0.0.1:9/' }, 302, ''],
    ['a failure', {}, 500, ''],
  ])('are not %s', async (_name, headers, status, body) => {
    const server = await startHttpServer((_request, response) =>
      response.writeHead(status, headers).end(body),
    );
    closing.push(server.close);
    const thumbnail = `${server.url}/thumbnail.jpg`;
    const issue: Issue = async () =>
      new Map([
        [
          'viA',
          {
            status: 'ready',
            expiresIn: 60,
            spelled: spell({ id: 'viA', assets: { thumbnail, player: '', hls: '' } }),
          },
        ],
      ]);
    const pictures = createPictures({ issue, now: Date.now });
    expect(await pictures.get({ videoId: 'viA', source: { kind: 'order', page: 1 } })).toEqual({
      status: 'busy',
      retryIn: 30,
    });
  });
});
