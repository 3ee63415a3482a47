import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect } from 'vitest';
import { siteTest } from '../helpers/fixtures.js';

const VIDEOS = 5000;
const PER_PAGE = 60;
const PAGES = Math.ceil(VIDEOS / PER_PAGE);

/** Writes down how much code the pages are built with. */
const CONFIG = `import { writeFileSync } from 'node:fs';
import node from '@astrojs/node';
import { defineConfig } from 'astro/config';
import vitrine from 'astro-vitrine';

const weighed = {
  name: 'weighed',
  applyToEnvironment: ({ name }) => name === 'prerender',
  generateBundle(_, bundle) {
    const code = Object.values(bundle).reduce((sum, { code = '' }) => sum + code.length, 0);
    writeFileSync('prerender-bytes', String(code));
  },
};

export default defineConfig({
  adapter: node({ mode: 'standalone' }),
  session: false,
  integrations: [vitrine()],
  vite: { plugins: [weighed] },
});
`;

const idsOn = (html: string) => [...html.matchAll(/<li data-video="([^"]+)"/g)].map(([, id]) => id);
const turns = (html: string) =>
  [...html.matchAll(/<a href="([^"]+)" rel="(prev|next)"/g)].map(([, url, rel]) => `${rel} ${url}`);

const it = siteTest({
  files: {
    'astro.config.mjs': CONFIG,
    'src/content/galleries/all.md': `---\ntitle: All\nselect: { sort: createdAt, order: asc, limit: ${VIDEOS} }\n---\n`,
  },
  sandbox: { videos: VIDEOS, limits: false },
}).extend('html', async ({ built: { folder } }) => (number: number) => {
  const path = number === 1 ? '' : String(number);
  return readFile(join(folder, 'dist/client/galleries/all', path, 'index.html'), 'utf8');
});

it('shows every video of a gallery of thousands once, page by page in its order', async ({
  built: { folder },
  html,
  sandbox,
}) => {
  const folders = await readdir(join(folder, 'dist/client/galleries/all'), { withFileTypes: true });
  expect(folders.filter((entry) => entry.isDirectory())).toHaveLength(PAGES - 1);
  const pages = await Promise.all(Array.from({ length: PAGES }, (_, index) => html(index + 1)));
  const shown = pages.map(idsOn);
  expect(shown.slice(0, -1).every((ids) => ids.length === PER_PAGE)).toBe(true);
  expect(shown.at(-1)).toHaveLength(VIDEOS - (PAGES - 1) * PER_PAGE);

  const headers = { authorization: `Basic ${Buffer.from(`${sandbox.apiKey}:`).toString('base64')}` };
  const listed: string[] = [];
  for (let number = 1; number <= VIDEOS / 100; number++) {
    const query = `sortBy=createdAt&sortOrder=asc&pageSize=100&currentPage=${number}`;
    const response = await fetch(`${sandbox.apiUrl}/videos?${query}`, { headers });
    const { data } = (await response.json()) as { data: { videoId: string }[] };
    listed.push(...data.map(({ videoId }) => videoId));
  }
  expect(shown.flat()).toEqual(listed);
});

it('leads from each of its pages to the next one and back', async ({ html }) => {
  expect(turns(await html(1))).toEqual(['next /galleries/all/2/']);
  expect(turns(await html(2))).toEqual(['prev /galleries/all/', 'next /galleries/all/3/']);
  expect(turns(await html(PAGES))).toEqual([`prev /galleries/all/${PAGES - 1}/`]);
});

it('is built by code that does not hold the videos', async ({ built: { folder } }) => {
  const store = await readFile(join(folder, 'node_modules/.astro/data-store.json'), 'utf8');
  const code = Number(await readFile(join(folder, 'prerender-bytes'), 'utf8'));
  expect(code).toBeGreaterThan(10_000);
  expect(code).toBeLessThan(store.length / 2);
});
