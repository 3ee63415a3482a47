import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { type Sandbox, startSandbox } from 'api-video-sandbox';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { astro, createSite, removeSite } from '../helpers/site.js';

const VIDEOS = 240;

/** Keeps the code that the pages are built with. */
const CONFIG = `import { writeFileSync } from 'node:fs';
import node from '@astrojs/node';
import vitrine from 'astro-vitrine';

const kept = {
  name: 'kept',
  applyToEnvironment: ({ name }) => name === 'prerender',
  generateBundle: (_, bundle) =>
    writeFileSync('prerender-code', Object.values(bundle).map(({ code = '' }) => code).join('')),
};

export default {
  adapter: node({ mode: 'standalone' }),
  session: false,
  experimental: { collectionStorage: 'chunked' },
  integrations: [vitrine({ perPage: ${VIDEOS} })],
  vite: { plugins: [kept] },
};
`;

let sandbox: Sandbox;
let site: string;
let output: string;

beforeAll(async () => {
  sandbox = await startSandbox({ videos: VIDEOS, limits: false });
  site = await createSite('minimal', {
    'astro.config.mjs': CONFIG,
    'src/content/galleries/all.md': '---\ntitle: All\nselect: { sort: createdAt }\n---\n',
  });
  ({ output } = await astro(site, 'build', sandbox.env));
  expect(output).toContain('Complete!');
});

afterAll(async () => {
  await sandbox?.close();
  if (site) await removeSite(site);
});

it('a store in parts gives galleries every video, and is no part of the code of pages', async () => {
  const html = await readFile(join(site, 'dist/client/galleries/all/index.html'), 'utf8');
  const ids = [...html.matchAll(/<li data-video="([^"]+)"/g)].map(([, id]) => id ?? '');
  expect(new Set(ids).size).toBe(VIDEOS);
  const code = await readFile(join(site, 'prerender-code'), 'utf8');
  expect(code).toContain('.txt');
  expect(ids.filter((id) => code.includes(id))).toEqual([]);
});

it('a store in parts is built upon by the next build', async () => {
  expect(output).toContain('reading all videos: there is no complete list of an earlier build');
  const next = await astro(site, 'build', sandbox.env);
  expect(next.output).toContain('Complete!');
  expect(next.output).not.toContain('reading all videos');
  expect(next.output).toContain('(1 page read)');
});
