import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { type Sandbox, startSandbox } from '../../integration/src/sandbox/index.js';
import { sendHttp } from '../helpers/http-request.js';
import { createMembersSite } from '../helpers/members-site.js';
import { astro, type RunningSite, removeSite, serve } from '../helpers/site.js';

const KEYS = {
  one: Buffer.alloc(32, 'one').toString('base64'),
  other: Buffer.alloc(32, 'other').toString('base64'),
};

const config = (site: string) => `
import node from '@astrojs/node';
import { defineConfig } from 'astro/config';
import vitrine from 'astro-vitrine';

export default defineConfig({
  ${site}
  adapter: node({ mode: 'standalone' }),
  session: false,
  integrations: [vitrine()],
});
`;

let sandbox: Sandbox;
type Built = Awaited<ReturnType<typeof build>>;

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

async function build(site: string, key: string) {
  const folder = await createMembersSite({ open: 'select: { tags: [summit-2026], limit: 4 }' }, '', {
    'astro.config.mjs': config(site),
  });
  folders.push(folder);
  expect((await astro(folder, 'build', { ...sandbox.env, ASTRO_KEY: key })).output).toContain('Complete!');
  const running = await serve(folder, sandbox.env);
  sites.push(running);
  const html = await readFile(join(folder, 'dist/client/galleries/open/index.html'), 'utf8').catch(() =>
    readFile(join(folder, 'dist/client/galleries/open.html'), 'utf8'),
  );
  const attribute = (pattern: RegExp) => pattern.exec(html)?.[1] ?? '';
  return {
    running,
    grants: [...html.matchAll(/\bgrant="([^"]+)"/g)].map(([, grant]) => grant as string),
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

/** Two builds of one site: other URLs, and another key. */
const BUILDS = [
  ["base: '/docs', trailingSlash: 'always',", '/docs/_vitrine/tokens/', KEYS.one],
  ["base: '/docs', trailingSlash: 'never', build: { format: 'file' },", '/docs/_vitrine/tokens', KEYS.other],
] as const;

it.each(BUILDS)(
  'answers at the address its pages name, without a redirect: %s',
  async (site, endpoint, key) => {
    const built = await build(site, key);
    builds.push(built);
    expect(built.endpoint).toBe(endpoint);
    expect(await tokens(built, built.grants)).toEqual(new Set(['ready']));
    const watched = await sendHttp(built.running.url + built.watch, { headers: NAVIGATION });
    expect([watched.status, watched.text.includes('avh=')]).toEqual([200, true]);
  },
);

it('tells pages sealed with another ASTRO_KEY that they are out of date, on every route', async () => {
  const [before, after] = builds as [Built, Built];
  expect(await tokens(after, before.grants)).toEqual(new Set(['stale']));
  const address = `${after.running.url}/docs/_vitrine/watch/${before.grants[0]}`;
  expect((await sendHttp(address, { headers: NAVIGATION })).status).toBe(410);
});
