import { readFile, truncate, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect } from 'vitest';
import { call } from '../../sandbox/test/helpers/run-sandbox.js';
import { siteTest } from '../helpers/fixtures.js';
import { buildSite } from '../helpers/site.js';

const it = siteTest({ sandbox: { videos: 250 } })
  /** What a build says of reading the account. */
  .extend('build', async ({ folder, sandbox }) => async (variables = {}) => {
    const output = await buildSite(folder, { ...sandbox.env, ...variables });
    return output.match(/reading all videos.*|250 videos:.*/g);
  })
  .extend('store', async ({ folder }) => join(folder, 'node_modules/.astro/data-store.json'));

const summary = (pages: string) => `250 videos: 226 private, 24 public (${pages} read)`;

it('a build reads what changed since the last one, and everything when it is asked to', async ({ build }) => {
  expect(await build()).toEqual([
    'reading all videos: there is no complete list of an earlier build',
    summary('4 pages'),
  ]);
  expect(await build()).toEqual([summary('1 page')]);
  expect(await build({ VITRINE_SYNC: 'full' })).toEqual([
    'reading all videos: as asked for',
    summary('4 pages'),
  ]);
});

it('a build mends a content store that somebody edited or some crash cut, and says so', async ({
  build,
  sandbox,
  store,
}) => {
  const before = await readFile(store, 'utf8');
  const { json } = await call(sandbox, 'GET', '/videos?sortBy=title&sortOrder=asc&pageSize=1');
  const { title } = json.data[0];
  await writeFile(store, before.replace(`"${title}"`, '"Edited by hand"'));
  expect(await build()).toEqual([
    'reading all videos: the stored list is not as the last build left it',
    summary('4 pages'),
  ]);
  expect(await readFile(store, 'utf8')).not.toContain('Edited by hand');
  expect(await build()).toEqual([summary('1 page')]);
  await truncate(store, Math.floor(before.length / 2));
  expect(await build()).toEqual([
    'reading all videos: there is no complete list of an earlier build',
    summary('4 pages'),
  ]);
  expect(await readFile(store, 'utf8')).toContain(`"${title}"`);
});
