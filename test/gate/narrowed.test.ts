import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { type Sandbox, startSandbox } from 'api-video-sandbox';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { sendHttp } from '../helpers/http-request.js';
import { createMembersSite, grantsOf, MEMBER } from '../helpers/members-site.js';
import { astro, type RunningSite, removeSite, serve } from '../helpers/site.js';

const ASTRO_KEY = Buffer.alloc(32, 'narrowed').toString('base64');
const TALKS = 'select: { tags: [summit-2026] }';
const STRANGER = { cookie: 'who=stranger' };

let sandbox: Sandbox;
let folder: string;
let site: RunningSite;
let before: string[];
let open: string[];
let output: string;

/** Builds once with a public gallery, then for members; keeps the grants of the pages from before. */
beforeAll(async () => {
  sandbox = await startSandbox({ limits: false, videos: 60 });
  const galleries = { talks: TALKS, archive: 'select: { tags: [archive], limit: 5 }' };
  folder = await createMembersSite(galleries, 'thumbnails: "relay"');
  const build = async () => (await astro(folder, 'build', { ...sandbox.env, ASTRO_KEY })).output;
  expect(await build()).not.toContain('went from');
  before = await grantsOf(folder, 'talks');
  open = await grantsOf(folder, 'archive');
  await writeFile(
    join(folder, 'src/content/galleries/talks.md'),
    `---\ntitle: talks\naccess: members\n${TALKS}\n---\n`,
  );
  output = await build();
  site = await serve(folder, sandbox.env);
});

afterAll(async () => {
  await site?.close();
  await sandbox?.close();
  if (folder) await removeSite(folder);
});

async function tokens(who: { cookie: string }, grants: readonly string[]): Promise<string[]> {
  const response = await fetch(`${site.url}/_vitrine/tokens`, {
    method: 'POST',
    headers: { ...who, 'content-type': 'application/json', 'sec-fetch-site': 'same-origin' },
    body: JSON.stringify({ grants }),
  });
  const { videos } = (await response.json()) as { videos: { status: string }[] };
  return [...new Set(videos.map(({ status }) => status))];
}

async function statusOf(path: string, who: { cookie: string }, dest = 'document'): Promise<number> {
  const headers = {
    ...who,
    'sec-fetch-site': 'same-origin',
    'sec-fetch-mode': dest === 'document' ? 'navigate' : 'no-cors',
    'sec-fetch-dest': dest,
  };
  return (await sendHttp(site.url + path, { headers })).status;
}

it('the build says whose access changed', () => {
  const told = /the access of (\d+) videos went from `public` to `members`/.exec(output);
  expect(Number(told?.[1])).toBeGreaterThanOrEqual(before.length);
});

it('pages from before give tokens to members, and to nobody else', async () => {
  expect(before.length).toBeGreaterThan(10);
  expect(await tokens(STRANGER, before)).toEqual(['denied']);
  expect(await tokens(MEMBER, before)).toEqual(['ready']);
});

it('links and pictures from before follow the same rule', async () => {
  const [grant] = before;
  for (const [path, dest, allowed] of [
    [`/_vitrine/watch/${grant}`, 'document', 200],
    [`/_vitrine/watch/${grant}?as=thumbnail`, 'image', 302],
    [`/_vitrine/thumbnail/${grant}`, 'image', 200],
  ] as const) {
    expect([path, await statusOf(path, STRANGER, dest)]).toEqual([path, 403]);
    expect([path, await statusOf(path, MEMBER, dest)]).toEqual([path, allowed]);
  }
});

it('what stayed public is public', async () => {
  expect(await tokens(STRANGER, open)).toEqual(['ready']);
});

it('pages of now are for members', async () => {
  const now = await grantsOf(folder, 'talks');
  expect(now.some((grant) => before.includes(grant))).toBe(false);
  expect(await tokens(STRANGER, now)).toEqual(['denied']);
  expect(await tokens(MEMBER, now)).toEqual(['ready']);
});
