import { type Sandbox, startSandbox } from 'api-video-sandbox';
import { afterAll, afterEach, beforeAll, expect, it } from 'vitest';
import { sendHttp } from '../helpers/http-request.js';
import { createMembersSite, grantsOf } from '../helpers/members-site.js';
import { astro, type RunningSite, removeSite, serve, type Variables } from '../helpers/site.js';

const GALLERIES = { open: 'select: { tags: [summit-2026], limit: 3 }' };

let sandbox: Sandbox;
let folder: string;
let grants: string[];
let close: (() => Promise<void>) | undefined;

/** What an editor or a secret store may leave around a value. */
const spaced = ({ APIVIDEO_API_KEY, APIVIDEO_API_URL }: Sandbox['env']) => ({
  APIVIDEO_API_KEY: ` ${APIVIDEO_API_KEY}\n`,
  APIVIDEO_API_URL: `\t${APIVIDEO_API_URL}/\r\n`,
});

beforeAll(async () => {
  sandbox = await startSandbox({ limits: false });
  folder = await createMembersSite(GALLERIES);
  expect((await astro(folder, 'build', spaced(sandbox.env))).output).toContain('Complete!');
  grants = await grantsOf(folder, 'open');
});

afterEach(async () => {
  await close?.();
  close = undefined;
});

afterAll(async () => {
  await sandbox?.close();
  if (folder) await removeSite(folder);
});

async function run(variables: Variables): Promise<RunningSite> {
  const site = await serve(folder, { ...sandbox.env, ...variables });
  close = site.close;
  return site;
}

const ask = (site: RunningSite) =>
  sendHttp(`${site.url}/_vitrine/tokens`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', 'sec-fetch-site': 'same-origin' },
    body: JSON.stringify({ grants }),
  });

it('does not mind white space around key and address, at build and at run time', async () => {
  const { status, text } = await ask(await run(spaced(sandbox.env)));
  expect(status).toBe(200);
  expect(JSON.parse(text).videos).toMatchObject(grants.map(() => ({ status: 'ready' })));
});

it.each<[string, () => Variables]>([
  ['APIVIDEO_API_URL', () => ({ APIVIDEO_API_URL: `${sandbox.apiUrl}/marker` })],
  ['APIVIDEO_API_URL', () => ({ APIVIDEO_API_URL: `${sandbox.apiUrl}?marker` })],
  ['APIVIDEO_API_URL', () => ({ APIVIDEO_API_URL: `${sandbox.apiUrl}/#marker` })],
  ['APIVIDEO_API_URL', () => ({ APIVIDEO_API_URL: sandbox.apiUrl.replace('//', '//user:marker@') })],
  ['APIVIDEO_API_URL', () => ({ APIVIDEO_API_URL: 'marker' })],
  ['APIVIDEO_API_KEY', () => ({ APIVIDEO_API_KEY: `${sandbox.apiKey}\nmarker` })],
  ['APIVIDEO_API_KEY', () => ({ APIVIDEO_API_KEY: `"${sandbox.apiKey}"` })],
  ['APIVIDEO_API_KEY', () => ({ APIVIDEO_API_KEY: `${sandbox.apiKey}\\n` })],
  ['APIVIDEO_API_KEY', () => ({ APIVIDEO_API_KEY: ' ' })],
])('a wrong %s is one line in the log and 503, never videos that are gone (%#)', async (name, variables) => {
  const site = await run(variables());
  const before = sandbox.counters().reads;
  for (const { status, text } of [await ask(site), await ask(site), await ask(site)]) {
    expect([status, JSON.parse(text).code]).toEqual([503, 'not-configured']);
    expect(text).not.toContain('marker');
  }
  const lines = site
    .output()
    .split('\n')
    .filter((line) => line.includes('APIVIDEO_'));
  expect(lines).toEqual([expect.stringContaining(`[astro-vitrine] ${name} `)]);
  expect(site.output()).not.toMatch(/marker|\n\s+at /);
  expect(site.output()).not.toContain(sandbox.apiKey);
  expect(sandbox.counters().reads).toBe(before);
});
