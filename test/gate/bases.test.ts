import { type Sandbox, startSandbox } from 'api-video-sandbox';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { sendHttp } from '../helpers/http-request.js';
import { createMembersSite } from '../helpers/members-site.js';
import { astro, type RunningSite, removeSite, serve } from '../helpers/site.js';

const KEYS = {
  one: Buffer.alloc(32, 'one').toString('base64'),
  other: Buffer.alloc(32, 'other').toString('base64'),
};

const config = (site: string, options: string) => `
import node from '@astrojs/node';
import { defineConfig } from 'astro/config';
import vitrine from 'astro-vitrine';

export default defineConfig({
  site: 'https://films.example',
  ${site}
  adapter: node({ mode: 'standalone' }),
  session: false,
  integrations: [vitrine({ perPage: 3, ${options} })],
});
`;

let sandbox: Sandbox;
interface Built {
  running: RunningSite;
  endpoint: string;
  grants: string[];
}

const builds: Built[] = [];
const folders: string[] = [];
const sites: RunningSite[] = [];

beforeAll(async () => {
  sandbox = await startSandbox({ limits: false });
});

afterAll(async () => {
  await Promise.all(sites.map((site) => site.close()));
  await sandbox?.close();
  await Promise.all(folders.map(removeSite));
});

async function build(site: string, options: string, key: string) {
  const folder = await createMembersSite({ open: 'select: { tags: [summit-2026], limit: 4 }' }, '', {
    'astro.config.mjs': config(site, options),
  });
  folders.push(folder);
  expect((await astro(folder, 'build', { ...sandbox.env, ASTRO_KEY: key })).output).toContain('Complete!');
  const running = await serve(folder, sandbox.env);
  sites.push(running);
  return running;
}

/** A page by its exact address: a redirect or an error would show. */
async function read(running: RunningSite, path: string) {
  const { status, text } = await sendHttp(running.url + path);
  expect([path, status]).toEqual([path, 200]);
  const attribute = (pattern: RegExp) => pattern.exec(text)?.[1] ?? '';
  return {
    canonical: attribute(/rel="canonical" href="([^"]+)"/),
    next: attribute(/<a href="([^"]+)" rel="next"/),
    previous: attribute(/<a href="([^"]+)" rel="prev"/),
    gallery: attribute(/<a href="([^"]+)">open</),
    grants: [...text.matchAll(/\bgrant="([^"]+)"/g)].map(([, grant]) => grant as string),
    endpoint: attribute(/endpoint="([^"]+)"/),
    watch: attribute(/href="([^"]*_vitrine\/watch\/[^"]+)"/),
  };
}

async function tokens({ running, endpoint }: Built, grants: readonly string[]) {
  const headers = { 'content-type': 'application/json', 'sec-fetch-site': 'same-origin' };
  const answer = await sendHttp(running.url + endpoint, {
    method: 'POST',
    headers,
    body: JSON.stringify({ grants }),
  });
  expect(answer.status).toBe(200);
  return new Set(JSON.parse(answer.text).videos.map(({ status }: { status: string }) => status));
}

const NAVIGATION = { 'sec-fetch-mode': 'navigate', 'sec-fetch-dest': 'document' };

interface Case {
  /** What the site's own configuration says, and what `vitrine()` is given. */
  site: string;
  options: string;
  key: string;
  /** The addresses that follow from it. */
  index: string;
  gallery: string;
  second: string;
  endpoint: string;
  /** What the watch page stands below, where it is not at the address in the pages. */
  watchPage?: string;
}

const CASES: Case[] = [
  {
    site: "base: '/docs', trailingSlash: 'always',",
    options: '',
    key: KEYS.one,
    index: '/docs/galleries/',
    gallery: '/docs/galleries/open/',
    second: '/docs/galleries/open/2/',
    endpoint: '/docs/_vitrine/tokens/',
  },
  {
    site: "base: '/docs', trailingSlash: 'never', build: { format: 'file' },",
    options: "path: '/films/all'",
    key: KEYS.other,
    index: '/docs/films/all',
    gallery: '/docs/films/all/open',
    second: '/docs/films/all/open/2',
    endpoint: '/docs/_vitrine/tokens',
  },
  {
    site: "output: 'server', build: { format: 'preserve' }, i18n: { locales: ['en', 'fr'], defaultLocale: 'en', routing: { prefixDefaultLocale: true } },",
    options: '',
    key: KEYS.one,
    index: '/en/galleries',
    gallery: '/en/galleries/open',
    second: '/en/galleries/open/2',
    endpoint: '/_vitrine/tokens',
    watchPage: '/en',
  },
];

it.each(CASES)(
  'answers at the addresses its pages name, without a redirect: $site $options',
  async ({ site, options, key, ...expected }) => {
    const running = await build(site, options, key);
    const index = await read(running, expected.index);
    expect(index.gallery).toBe(expected.gallery);
    const first = await read(running, expected.gallery);
    const second = await read(running, expected.second);
    expect([first.canonical, first.next, first.endpoint]).toEqual([
      `https://films.example${expected.gallery}`,
      expected.second,
      expected.endpoint,
    ]);
    expect([second.canonical, second.previous]).toEqual([
      `https://films.example${expected.second}`,
      expected.gallery,
    ]);
    const built = { running, ...first };
    builds.push(built);
    expect(await tokens(built, first.grants)).toEqual(new Set(['ready']));
    const opened = await sendHttp(running.url + first.watch, { headers: NAVIGATION });
    const page = opened.headers.location;
    const watched = page ? await sendHttp(running.url + page, { headers: NAVIGATION }) : opened;
    expect(page).toBe(expected.watchPage && expected.watchPage + first.watch);
    expect([watched.status, watched.text.includes('avh=')]).toEqual([200, true]);
  },
);

it('tells pages sealed with another ASTRO_KEY that they are out of date, on every route', async () => {
  const [before, after] = builds as [Built, Built];
  expect(await tokens(after, before.grants)).toEqual(new Set(['stale']));
  const address = `${after.running.url}/docs/_vitrine/watch/${before.grants[0]}`;
  expect((await sendHttp(address, { headers: NAVIGATION })).status).toBe(410);
});
