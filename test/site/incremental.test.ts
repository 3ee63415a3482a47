import { readFile, rm } from 'node:fs/promises';
import { join } from 'node:path';
import type { Sandbox } from 'api-video-sandbox';
import { describe, expect } from 'vitest';
import { siteTest } from '../helpers/fixtures.js';
import { buildSite } from '../helpers/site.js';

const SHOWN = 'viU4poCVzwFMdHj8OgHqDd2a';
const OTHER = 'viQ7362qJLCtIPjcok1O6FIJ';
const KEY = Buffer.alloc(32, 1).toString('base64');
const CONFIG = `import node from '@astrojs/node';
import vitrine from 'astro-vitrine';
export default {
  adapter: node({ mode: 'standalone' }),
  session: false,
  experimental: { incrementalBuild: true },
  integrations: [vitrine({ perPage: 3, authorize: './src/authorize.ts' })],
};`;
const file = (front: string) => `---\n${front}\n---\n`;
const PAGES = ['one', 'two', 'secret', 'all', 'all/2'];

async function rename(sandbox: Sandbox, videoId: string, title: string): Promise<void> {
  const response = await fetch(`${sandbox.apiUrl}/videos/${videoId}`, {
    method: 'PATCH',
    headers: {
      authorization: `Basic ${Buffer.from(`${sandbox.apiKey}:`).toString('base64')}`,
      'content-type': 'application/json',
    },
    body: JSON.stringify({ title }),
  });
  expect(response.status).toBe(200);
}

/** Which gallery pages a build rendered. */
const renderedIn = (output: string): string[] =>
  [...output.matchAll(/galleries\/(\S+)\/index\.html(?! \((?:restored|cached)\))/g)]
    .map(([, path]) => path ?? '')
    .sort();

const it = siteTest({
  files: {
    'astro.config.mjs': CONFIG,
    'src/authorize.ts': 'export const authorize = () => true;',
    'src/content/galleries/one.md': file(`title: One\nvideos: [${SHOWN}]`),
    'src/content/galleries/two.md': file(`title: Two\nvideos: [${OTHER}]`),
    'src/content/galleries/secret.md': file(`title: Secret\naccess: members\nvideos: [${SHOWN}]`),
    'src/content/galleries/all.md': file('title: All\nselect: { sort: createdAt, order: asc, limit: 6 }'),
  },
  variables: { ASTRO_KEY: KEY },
})
  /** Builds the site again, and says which gallery pages were rendered. */
  .extend(
    'build',
    async ({ built, sandbox }) =>
      async (key = KEY) =>
        renderedIn(await buildSite(built.folder, { ...sandbox.env, ASTRO_KEY: key })),
  )
  .extend(
    'html',
    async ({ built }) =>
      (path: string) =>
        readFile(join(built.folder, 'dist/client/galleries', path, 'index.html'), 'utf8'),
  )
  .extend(
    'everyPage',
    async ({ html }) =>
      () =>
        Promise.all(PAGES.map(html)),
  );

describe('a build with the same ASTRO_KEY', () => {
  it('gives the same bytes, from nothing', async ({ build, built, everyPage }) => {
    expect(renderedIn(built.output)).toEqual([...PAGES].sort());
    const before = await everyPage();
    for (const folder of ['node_modules', '.astro', 'dist'])
      await rm(join(built.folder, folder), { recursive: true, force: true });
    expect(await build()).toEqual([...PAGES].sort());
    expect(await everyPage()).toEqual(before);
  });

  it('renders no gallery page again when nothing changed', async ({ build, everyPage }) => {
    const before = await everyPage();
    expect(await build()).toEqual([]);
    expect(await everyPage()).toEqual(before);
  });
});

describe('a change', () => {
  it('of a title renders the pages that hold it, sealed titles included', async ({
    build,
    html,
    sandbox,
  }) => {
    await rename(sandbox, SHOWN, 'A new title');
    const rendered = await build();
    expect(rendered).toEqual(expect.arrayContaining(['one', 'secret']));
    expect(rendered).not.toContain('two');
    expect(await html('one')).toContain('A new title');
    expect(await html('secret')).not.toContain('A new title');
  });

  it('of ASTRO_KEY renders every page, with grants of the new key', async ({ build, html }) => {
    const before = await html('two');
    expect(await build(Buffer.alloc(32, 2).toString('base64'))).toEqual([...PAGES].sort());
    expect(await html('two')).not.toBe(before);
  });
});
