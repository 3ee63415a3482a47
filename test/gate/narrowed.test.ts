import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect } from 'vitest';
import { siteTest } from '../helpers/fixtures.js';
import { sendHttp } from '../helpers/http-request.js';
import { grantsOf, MEMBER, membersSite } from '../helpers/members-site.js';
import { buildSite, type RunningSite } from '../helpers/site.js';

const ASTRO_KEY = Buffer.alloc(32, 'narrowed').toString('base64');
const TALKS = 'select: { tags: [summit-2026] }';
const STRANGER = { cookie: 'who=stranger' };

/** Builds once with a public gallery, then for members; keeps the grants of the pages from before. */
const it = siteTest({
  files: membersSite(
    { talks: TALKS, archive: 'select: { tags: [archive], limit: 5 }' },
    'thumbnails: "relay"',
  ),
  sandbox: { limits: false, videos: 60 },
}).extend('built', { scope: 'file' }, async ({ folder, sandbox }) => {
  const build = () => buildSite(folder, { ...sandbox.env, ASTRO_KEY });
  expect(await build()).not.toContain('went from');
  const before = await grantsOf(folder, 'talks');
  const open = await grantsOf(folder, 'archive');
  await writeFile(
    join(folder, 'src/content/galleries/talks.md'),
    `---\ntitle: talks\naccess: members\n${TALKS}\n---\n`,
  );
  return { before, folder, open, output: await build() };
});

async function tokens(
  site: RunningSite,
  who: { cookie: string },
  grants: readonly string[],
): Promise<string[]> {
  const response = await fetch(`${site.url}/_vitrine/tokens`, {
    method: 'POST',
    headers: { ...who, 'content-type': 'application/json', 'sec-fetch-site': 'same-origin' },
    body: JSON.stringify({ grants }),
  });
  const { videos } = (await response.json()) as { videos: { status: string }[] };
  return [...new Set(videos.map(({ status }) => status))];
}

async function statusOf(
  site: RunningSite,
  path: string,
  who: { cookie: string },
  dest = 'document',
): Promise<number> {
  const headers = {
    ...who,
    'sec-fetch-site': 'same-origin',
    'sec-fetch-mode': dest === 'document' ? 'navigate' : 'no-cors',
    'sec-fetch-dest': dest,
  };
  return (await sendHttp(site.url + path, { headers })).status;
}

it('the build says whose access changed', ({ built: { before, output } }) => {
  const told = /the access of (\d+) videos went from `public` to `members`/.exec(output);
  expect(Number(told?.[1])).toBeGreaterThanOrEqual(before.length);
});

it('pages from before give tokens to members, and to nobody else', async ({ built: { before }, site }) => {
  expect(before.length).toBeGreaterThan(10);
  expect(await tokens(site, STRANGER, before)).toEqual(['denied']);
  expect(await tokens(site, MEMBER, before)).toEqual(['ready']);
});

it('links and pictures from before follow the same rule', async ({ built: { before }, site }) => {
  const [grant] = before;
  for (const [path, dest, allowed] of [
    [`/_vitrine/watch/${grant}`, 'document', 200],
    [`/_vitrine/watch/${grant}?as=thumbnail`, 'image', 302],
    [`/_vitrine/thumbnail/${grant}`, 'image', 200],
  ] as const) {
    expect([path, await statusOf(site, path, STRANGER, dest)]).toEqual([path, 403]);
    expect([path, await statusOf(site, path, MEMBER, dest)]).toEqual([path, allowed]);
  }
});

it('what stayed public is public', async ({ built: { open }, site }) => {
  expect(await tokens(site, STRANGER, open)).toEqual(['ready']);
});

it('pages of now are for members', async ({ built: { before, folder }, site }) => {
  const now = await grantsOf(folder, 'talks');
  expect(now.some((grant) => before.includes(grant))).toBe(false);
  expect(await tokens(site, STRANGER, now)).toEqual(['denied']);
  expect(await tokens(site, MEMBER, now)).toEqual(['ready']);
});
