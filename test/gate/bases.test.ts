import type { Sandbox } from 'api-video-sandbox';
import { expect } from 'vitest';
import { siteTest } from '../helpers/fixtures.js';
import { sendHttp } from '../helpers/http-request.js';
import { membersSite } from '../helpers/members-site.js';
import { buildSite, createSite, type RunningSite, removeSite, serve } from '../helpers/site.js';

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

async function tokens(running: RunningSite, endpoint: string, grants: readonly string[]) {
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

const STATIC: Case[] = [
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

/** The same addresses, whether pages are files or made on demand. */
const CASES: Case[] = STATIC.flatMap((each) => [
  each,
  { ...each, options: [each.options, 'live: true'].filter(Boolean).join(', ') },
]);

async function start({ site, options, key }: Case, sandbox: Sandbox): Promise<RunningSite> {
  const files = { 'astro.config.mjs': config(site, options) };
  const galleries = { open: 'select: { tags: [summit-2026], limit: 4 }' };
  const folder = await createSite('minimal', membersSite(galleries, '', files));
  await buildSite(folder, { ...sandbox.env, ASTRO_KEY: key });
  const running = await serve(folder, sandbox.env);
  return { ...running, close: () => running.close().then(() => removeSite(folder)) };
}

const it = siteTest()
  /** The site of a case, built and served at its first use. */
  .extend('siteOf', { scope: 'file' }, async ({ sandbox }, { onCleanup }) => {
    const sites = new Map<Case, Promise<RunningSite>>();
    onCleanup(async () => {
      for (const site of sites.values()) await (await site).close();
    });
    return (each: Case) => {
      const site = sites.get(each) ?? start(each, sandbox);
      sites.set(each, site);
      return site;
    };
  });

it.for(CASES)(
  'answers at the addresses its pages name, without a redirect: $site $options',
  async (expected, { siteOf }) => {
    const running = await siteOf(expected);
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
    expect(await tokens(running, first.endpoint, first.grants)).toEqual(new Set(['ready']));
    const opened = await sendHttp(running.url + first.watch, { headers: NAVIGATION });
    const page = opened.headers.location;
    const watched = page ? await sendHttp(running.url + page, { headers: NAVIGATION }) : opened;
    expect(page).toBe(expected.watchPage && expected.watchPage + first.watch);
    expect([watched.status, watched.text.includes('avh=')]).toEqual([200, true]);
  },
);

it('tells pages sealed with another ASTRO_KEY that they are out of date, on every route', async ({
  siteOf,
}) => {
  const [before, after] = STATIC as [Case, Case];
  const { grants } = await read(await siteOf(before), before.gallery);
  const running = await siteOf(after);
  expect(await tokens(running, after.endpoint, grants)).toEqual(new Set(['stale']));
  const address = `${running.url}/docs/_vitrine/watch/${grants[0]}`;
  expect((await sendHttp(address, { headers: NAVIGATION })).status).toBe(410);
});
