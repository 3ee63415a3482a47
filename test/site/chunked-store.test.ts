import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect } from 'vitest';
import { siteTest } from '../helpers/fixtures.js';
import { buildSite } from '../helpers/site.js';

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

const it = siteTest({
  sandbox: { videos: VIDEOS, limits: false },
  files: {
    'astro.config.mjs': CONFIG,
    'src/content/galleries/all.md': '---\ntitle: All\nselect: { sort: createdAt }\n---\n',
  },
});

it('a store in parts gives galleries every video, and is no part of the code of pages', async ({
  built: { folder },
}) => {
  const html = await readFile(join(folder, 'dist/client/galleries/all/index.html'), 'utf8');
  const ids = [...html.matchAll(/<li data-video="([^"]+)"/g)].map(([, id]) => id ?? '');
  expect(new Set(ids).size).toBe(VIDEOS);
  const code = await readFile(join(folder, 'prerender-code'), 'utf8');
  expect(code).toContain('.txt');
  expect(ids.filter((id) => code.includes(id))).toEqual([]);
});

it('a store in parts is built upon by the next build', async ({ built, sandbox }) => {
  expect(built.output).toContain('reading all videos: there is no complete list of an earlier build');
  const next = await buildSite(built.folder, sandbox.env);
  expect(next).not.toContain('reading all videos');
  expect(next).toContain('(1 page read)');
});
