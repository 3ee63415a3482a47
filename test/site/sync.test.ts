import { readFile, truncate, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { type Sandbox, startSandbox } from 'api-video-sandbox';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { call } from '../../sandbox/test/helpers/run-sandbox.js';
import { astro, createSite, removeSite } from '../helpers/site.js';

let sandbox: Sandbox;
let site: string;

beforeAll(async () => {
  sandbox = await startSandbox({ videos: 250 });
  site = await createSite('minimal');
});

afterAll(async () => {
  await sandbox.close();
  await removeSite(site);
});

/** What a build says of reading the account. */
async function build(variables = {}) {
  const { code, output } = await astro(site, 'build', { ...sandbox.env, ...variables });
  expect(code, output).toBe(0);
  return output.match(/reading all videos.*|250 videos:.*/g);
}

const summary = (pages: string) => `250 videos: 226 private, 24 public (${pages} read)`;
const store = () => join(site, 'node_modules/.astro/data-store.json');

it('a build reads what changed since the last one, and everything when it is asked to', async () => {
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

it('a build mends a content store that somebody edited or some crash cut, and says so', async () => {
  const before = await readFile(store(), 'utf8');
  const { json } = await call(sandbox, 'GET', '/videos?sortBy=title&sortOrder=asc&pageSize=1');
  const { title } = json.data[0];
  await writeFile(store(), before.replace(`"${title}"`, '"Edited by hand"'));
  expect(await build()).toEqual([
    'reading all videos: the stored list is not as the last build left it',
    summary('4 pages'),
  ]);
  expect(await readFile(store(), 'utf8')).not.toContain('Edited by hand');
  expect(await build()).toEqual([summary('1 page')]);
  await truncate(store(), Math.floor(before.length / 2));
  expect(await build()).toEqual([
    'reading all videos: there is no complete list of an earlier build',
    summary('4 pages'),
  ]);
  expect(await readFile(store(), 'utf8')).toContain(`"${title}"`);
});
