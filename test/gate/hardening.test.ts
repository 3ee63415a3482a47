import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { startSandbox } from 'api-video-sandbox';
import { describe, expect, onTestFinished } from 'vitest';
import { deriveGrantKeys } from '../../integration/src/grants/keys.js';
import { sealGrant } from '../../integration/src/grants/seal.js';
import { startHttpServer } from '../../sandbox/test/helpers/http-server.js';
import { siteTest } from '../helpers/fixtures.js';
import { type HttpAnswer, sendHttp } from '../helpers/http-request.js';
import { countLeaks } from '../helpers/leaks.js';
import { grantsOf, MEMBER, membersSite } from '../helpers/members-site.js';
import { findSecrets } from '../helpers/secrets.js';
import type { RunningSite } from '../helpers/site.js';

const GALLERIES = {
  open: 'select: { tags: [summit-2026], limit: 6 }',
  inside: 'access: members\nselect: { tags: [summit-2026], limit: 6 }',
};
const ASTRO_KEY = Buffer.alloc(32, 'hard').toString('base64');
const JSON_POST = { 'content-type': 'application/json', 'sec-fetch-site': 'same-origin' };
const NAVIGATION = {
  'sec-fetch-site': 'same-origin',
  'sec-fetch-mode': 'navigate',
  'sec-fetch-dest': 'document',
};

interface Trap {
  /** A site that asks an API which sends its client elsewhere. */
  site: RunningSite;
  /** What was asked of a place that must never be called. */
  calls: string[];
}

interface Answered {
  status: number;
  headers?: Record<string, string>;
  body?: string;
}

const it = siteTest({
  files: membersSite(GALLERIES, 'thumbnails: "relay"'),
  variables: { ASTRO_KEY },
})
  .extend('grants', async ({ built: { folder } }) => ({
    open: await grantsOf(folder, 'open'),
    inside: await grantsOf(folder, 'inside'),
  }))
  .extend(
    'trap',
    async ({ serveWith }) =>
      async (answer: (trapUrl: string, path: string) => Answered): Promise<Trap> => {
        const calls: string[] = [];
        const elsewhere = await startHttpServer((request, response) => {
          calls.push(`${request.method} ${request.url}`);
          response.end('{}');
        });
        const api = await startHttpServer((request, response) => {
          const { status, headers = {}, body = '' } = answer(elsewhere.url, request.url ?? '');
          response.writeHead(status, { 'content-type': 'application/json', ...headers }).end(body);
        });
        for (const { close } of [elsewhere, api]) onTestFinished(close);
        const site = await serveWith({ APIVIDEO_API_KEY: 'k', APIVIDEO_API_URL: api.url });
        return { site, calls };
      },
  );

const ask = (site: RunningSite, wanted: readonly string[], headers: Record<string, string> = {}) =>
  sendHttp(`${site.url}/_vitrine/tokens`, {
    method: 'POST',
    headers: { ...JSON_POST, ...headers },
    body: JSON.stringify({ grants: wanted }),
  });

const statuses = ({ text }: HttpAnswer): string[] =>
  JSON.parse(text).videos.map(({ status }: { status: string }) => status);

describe('every answer of ours', () => {
  it('is kept by nobody, sniffed by nobody, read by no other site, and lets players see where they are', async ({
    grants,
    site,
  }) => {
    const path = { tokens: '/_vitrine/tokens', watch: '/_vitrine/watch/', thumbnail: '/_vitrine/thumbnail/' };
    const open = grants.open[0] ?? '';
    const inside = grants.inside[0] ?? '';
    const foreign = { origin: 'https://evil.example', 'sec-fetch-site': 'cross-site' };
    const answers = await Promise.all([
      ask(site, [open, inside]),
      ask(site, [open], foreign),
      sendHttp(site.url + path.tokens),
      sendHttp(site.url + path.tokens, {
        method: 'OPTIONS',
        headers: { ...foreign, 'access-control-request-method': 'POST' },
      }),
      sendHttp(site.url + path.tokens, { method: 'POST', headers: JSON_POST, body: '{' }),
      sendHttp(site.url + path.watch + open, { headers: NAVIGATION }),
      sendHttp(site.url + path.watch + inside, {
        headers: { ...NAVIGATION, origin: 'https://evil.example' },
      }),
      sendHttp(`${site.url}${path.watch}${open}?as=hls`, { headers: NAVIGATION }),
      sendHttp(site.url + path.watch + open),
      sendHttp(site.url + path.thumbnail + inside, { headers: foreign }),
    ]);
    expect(answers.map(({ status }) => status)).toEqual([200, 403, 405, 405, 400, 200, 403, 302, 200, 403]);
    for (const { headers } of answers) {
      expect(headers).toMatchObject({
        'cache-control': 'no-store',
        'x-content-type-options': 'nosniff',
        'referrer-policy': 'strict-origin-when-cross-origin',
      });
      expect(Object.keys(headers).filter((name) => name.startsWith('access-control'))).toEqual([]);
      expect(headers['server-timing']).toBeUndefined();
    }
  });
});

describe('forged, foreign and forbidden', () => {
  it('get one and the same answer, everywhere', async ({ grants, site }) => {
    const elsewhere = sealGrant(
      { videoId: 'viA', access: 'public', source: { kind: 'order', page: 1 } },
      deriveGrantKeys('another'),
    );
    const forged = `${(grants.open[0] ?? '').slice(0, -4)}AAAA`;
    const forbidden = grants.inside[0] ?? '';
    expect(JSON.parse((await ask(site, [forged, forbidden, 'nonsense'])).text)).toEqual({
      videos: [{ status: 'denied' }, { status: 'denied' }, { status: 'denied' }],
    });
    for (const route of ['watch', 'thumbnail']) {
      const [one, other] = await Promise.all(
        [forged, forbidden].map((grant) =>
          sendHttp(`${site.url}/_vitrine/${route}/${grant}`, { headers: NAVIGATION }),
        ),
      );
      const { date: _, ...headers } = one?.headers ?? {};
      expect([one?.status, one?.text]).toEqual([other?.status, other?.text]);
      expect(other?.headers).toMatchObject(headers);
    }
    expect(statuses(await ask(site, [elsewhere]))).toEqual(['stale']);
  });
});

describe('the API key', () => {
  it('is changed without a build: the same dist with another key in its environment', async ({
    grants,
    sandbox,
    serveWith,
  }) => {
    const renewed = await startSandbox({ limits: false, apiKey: 'the-key-after-rotation' });
    onTestFinished(renewed.close);
    const before = await serveWith({ ...renewed.env, APIVIDEO_API_KEY: sandbox.apiKey });
    expect(new Set(statuses(await ask(before, grants.open)))).toEqual(new Set(['busy']));
    expect(before.output()).toContain('refused the API key. Check APIVIDEO_API_KEY');
    expect(countLeaks(before.output(), [sandbox.apiKey, renewed.apiKey])).toBe(0);
    const after = await serveWith(renewed.env);
    expect(new Set(statuses(await ask(after, grants.open)))).toEqual(new Set(['ready']));
  });

  it('may be missing: then the answer is 503, with a time to come back', async ({ grants, serveWith }) => {
    const site = await serveWith({});
    const answer = await ask(site, grants.open);
    expect([answer.status, JSON.parse(answer.text).code]).toEqual([503, 'not-configured']);
    expect(Number(answer.headers['retry-after'])).toBeGreaterThan(0);
  });

  it('is nowhere in what was built; ASTRO_KEY only where Astro itself keeps it, on the server', async ({
    built: { folder },
    sandbox,
  }) => {
    expect(await findSecrets([folder], [sandbox.apiKey])).toEqual([]);
    expect(await findSecrets([join(folder, 'dist/client')], [ASTRO_KEY])).toEqual([]);
  });
});

describe('a denial', () => {
  it('is logged, without a grant, a token or an address', async ({ grants, sandbox, serveWith }) => {
    const site = await serveWith(sandbox.env);
    expect(statuses(await ask(site, grants.inside))).not.toContain('ready');
    expect(site.output()).toContain(
      `authorize() refused ${grants.inside.length} video(s) of access "members".`,
    );
    expect(statuses(await ask(site, grants.inside, MEMBER))).not.toContain('denied');
    expect(countLeaks(site.output(), [...Object.values(sandbox.issued()).flat(), ...grants.inside])).toBe(0);
  });
});

describe('only the hosts of the configuration', () => {
  it('are contacted: a redirect of the API is not followed', async ({ grants, trap }) => {
    const { site, calls } = await trap((url) => ({ status: 302, headers: { location: `${url}/videos` } }));
    expect(new Set(statuses(await ask(site, grants.open)))).toEqual(new Set(['busy']));
    expect(calls).toEqual([]);
  });

  it('are contacted: assets on other hosts are neither exchanged nor handed out', async ({
    grants,
    trap,
  }) => {
    const asset = (host: string, path: string) => `https://${host}/vod/${path}`;
    const video = (videoId: string) => ({
      videoId,
      public: false,
      assets: {
        player: asset('embed.api.video', `${videoId}?token=T`),
        hls: asset('vod.evil.example', `${videoId}/token/T/hls/manifest.m3u8`),
        thumbnail: asset('vod.evil.example', `${videoId}/token/T/thumbnail.jpg`),
      },
    });
    const { site, calls } = await trap((_url, path) => ({
      status: 200,
      body: JSON.stringify(video(path.split('/').at(-1) ?? '')),
    }));
    const answer = await ask(site, grants.open.slice(0, 1));
    expect([statuses(answer), answer.text.includes('evil.example')]).toEqual([['busy'], false]);
    expect(site.output()).toContain('vod.evil.example, which is not on the list');
    expect(calls).toEqual([]);
  });
});

describe('what is built', () => {
  it('holds nothing of the sandbox, its admin pages or development', async ({ built: { folder }, site }) => {
    const traces = [
      'api-video-sandbox',
      '_sandbox',
      'vitrine-sandbox-key',
      'startSandbox',
      'server-timing',
      'stands in for api.video',
    ];
    expect(await findSecrets([join(folder, 'dist')], traces)).toEqual([]);
    for (const path of ['/_sandbox', '/_sandbox/state', '/_vitrine', '/_vitrine/sandbox']) {
      expect((await sendHttp(site.url + path)).status).toBe(404);
    }
  });

  it('holds the grants of members in their pages, and nothing of what they are for', async ({
    built: { folder },
    grants,
  }) => {
    const html = await readFile(join(folder, 'dist/client/galleries/inside/index.html'), 'utf8');
    expect(grants.inside.every((grant) => html.includes(grant))).toBe(true);
    expect(html).not.toMatch(/thumbnail\.jpg|embed\/|manifest\.m3u8/);
  });
});
