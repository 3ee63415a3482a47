import { type Sandbox, startSandbox } from 'astro-vitrine/sandbox';
import { afterAll, beforeAll, expect, it } from 'vitest';
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

it('a build reads what changed since the last one, and everything when it is asked to', async () => {
  const summary = (pages: string) => `250 videos: 226 private, 24 public (${pages} read)`;
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
