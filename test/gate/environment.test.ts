import type { Sandbox } from 'api-video-sandbox';
import { expect } from 'vitest';
import { siteTest } from '../helpers/fixtures.js';
import { sendHttp } from '../helpers/http-request.js';
import { grantsOf, membersSite } from '../helpers/members-site.js';
import { buildSite, type RunningSite, type Variables } from '../helpers/site.js';

const GALLERIES = { open: 'select: { tags: [summit-2026], limit: 3 }' };

/** What an editor or a secret store may leave around a value. */
const spaced = ({ APIVIDEO_API_KEY, APIVIDEO_API_URL }: Sandbox['env']) => ({
  APIVIDEO_API_KEY: ` ${APIVIDEO_API_KEY}\n`,
  APIVIDEO_API_URL: `\t${APIVIDEO_API_URL}/\r\n`,
});

const it = siteTest({ files: membersSite(GALLERIES) })
  .extend('built', { scope: 'file' }, async ({ folder, sandbox }) => ({
    folder,
    output: await buildSite(folder, spaced(sandbox.env)),
  }))
  .extend('grants', async ({ built }) => grantsOf(built.folder, 'open'));

const ask = (site: RunningSite, grants: string[]) =>
  sendHttp(`${site.url}/_vitrine/tokens`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', 'sec-fetch-site': 'same-origin' },
    body: JSON.stringify({ grants }),
  });

it('does not mind white space around key and address, at build and at run time', async ({
  grants,
  sandbox,
  serveWith,
}) => {
  const { status, text } = await ask(await serveWith(spaced(sandbox.env)), grants);
  expect(status).toBe(200);
  expect(JSON.parse(text).videos).toMatchObject(grants.map(() => ({ status: 'ready' })));
});

it.for<[string, (sandbox: Sandbox) => Variables]>([
  ['APIVIDEO_API_URL', (sandbox) => ({ APIVIDEO_API_URL: `${sandbox.apiUrl}/marker` })],
  ['APIVIDEO_API_URL', (sandbox) => ({ APIVIDEO_API_URL: `${sandbox.apiUrl}?marker` })],
  ['APIVIDEO_API_URL', (sandbox) => ({ APIVIDEO_API_URL: `${sandbox.apiUrl}/#marker` })],
  ['APIVIDEO_API_URL', (sandbox) => ({ APIVIDEO_API_URL: sandbox.apiUrl.replace('//', '//user:marker@') })],
  ['APIVIDEO_API_URL', () => ({ APIVIDEO_API_URL: 'marker' })],
  ['APIVIDEO_API_KEY', (sandbox) => ({ APIVIDEO_API_KEY: `${sandbox.apiKey}\nmarker` })],
  ['APIVIDEO_API_KEY', (sandbox) => ({ APIVIDEO_API_KEY: `"${sandbox.apiKey}"` })],
  ['APIVIDEO_API_KEY', (sandbox) => ({ APIVIDEO_API_KEY: `${sandbox.apiKey}\\n` })],
  ['APIVIDEO_API_KEY', () => ({ APIVIDEO_API_KEY: ' ' })],
])(
  'a wrong %s is one line in the log and 503, never videos that are gone (%#)',
  async ([name, wrong], { grants, sandbox, serveWith }) => {
    const site = await serveWith({ ...sandbox.env, ...wrong(sandbox) });
    const before = sandbox.counters().reads;
    for (const { status, text } of [
      await ask(site, grants),
      await ask(site, grants),
      await ask(site, grants),
    ]) {
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
  },
);
