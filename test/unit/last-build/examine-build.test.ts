import { readFile, truncate, writeFile } from 'node:fs/promises';
import type { Sandbox } from 'api-video-sandbox';
import { describe, expect, it } from 'vitest';
import { OLDEST_FIRST } from '../../../integration/src/api-video/query.js';
import { deriveGrantKeys, deriveGrantSecret } from '../../../integration/src/grants/keys.js';
import type { BuildFacts } from '../../../integration/src/last-build/last-build.js';
import { call, runSandbox } from '../../../sandbox/test/helpers/run-sandbox.js';
import { emptyVideo, FILE, form, send } from '../../../sandbox/test/helpers/upload-files.js';
import { only } from '../../helpers/odd-account.js';
import { accessTo, builtAccount, stateFile } from './built-account.js';

const HOUR = 3_600_000;
const DAY = 24 * HOUR;

const edit = (sandbox: Sandbox, id: string | undefined, body: object) =>
  call(sandbox, 'PATCH', `/videos/${id}`, body);
const create = (sandbox: Sandbox, body: object = {}) =>
  call(sandbox, 'POST', '/videos', { title: 'To come', public: false, ...body });
const remove = (sandbox: Sandbox, id: string | undefined) => call(sandbox, 'DELETE', `/videos/${id}`);

interface Account {
  sandbox: Sandbox;
  ids: readonly string[];
}

/** What somebody does in the dashboard, and what a build would then bring. */
const CHANGES: [string, (account: Account) => unknown, object][] = [
  ['nothing', () => {}, { ids: [], changes: { added: 0, edited: 0, deleted: 0 } }],
  [
    'a title edited',
    ({ sandbox, ids }) => edit(sandbox, ids[3], { title: 'Another title' }),
    { ids: ['videos'], changes: { added: 0, edited: 1, deleted: 0 } },
  ],
  [
    'a tag added',
    ({ sandbox, ids }) => edit(sandbox, ids[3], { tags: ['fresh'] }),
    { ids: ['videos'], changes: { added: 0, edited: 1, deleted: 0 } },
  ],
  [
    'a video made public',
    ({ sandbox, ids }) => edit(sandbox, ids[0], { public: true }),
    { ids: ['videos'], changes: { added: 0, edited: 1, deleted: 0 } },
  ],
  [
    'a video deleted',
    ({ sandbox, ids }) => remove(sandbox, ids[3]),
    { ids: ['videos'], changes: { added: 0, edited: 0, deleted: 1 } },
  ],
  [
    'a new video',
    ({ sandbox }) => create(sandbox),
    { ids: ['videos'], changes: { added: 1, edited: 0, deleted: 0 } },
  ],
  [
    'one deleted and a new one',
    async ({ sandbox, ids }) => {
      await remove(sandbox, ids[3]);
      await create(sandbox);
    },
    { ids: ['videos'], changes: { added: 1, edited: 0, deleted: 1 } },
  ],
  [
    'two edited, one of them deleted after that, and a new one',
    async ({ sandbox, ids }) => {
      for (const id of ids.slice(3, 5)) await edit(sandbox, id, { title: 'Another title' });
      await remove(sandbox, ids[4]);
      await create(sandbox);
    },
    { ids: ['videos'], changes: { added: 1, edited: 1, deleted: 1 } },
  ],
];

describe.each([20, 250])('of an account of %i videos, one read tells', (videos) => {
  it.each(CHANGES)('%s', async (_, happens, expected) => {
    const account = await builtAccount({ videos });
    account.sandbox.advance(300);
    await happens(account);
    const { ids, changes, reads } = await account.examine();
    expect({ ids, changes }).toEqual(expected);
    expect(reads).toBe(1);
  });
});

describe('what a build left', () => {
  it('agrees with the account after each build', async () => {
    const { sandbox, ids, build, examine } = await builtAccount({ videos: 250 });
    for (const id of ids.slice(0, 3)) await edit(sandbox, id, { title: 'Another title' });
    await remove(sandbox, ids[9]);
    expect((await examine()).changes).toEqual({ added: 0, edited: 3, deleted: 1 });
    await build();
    expect((await examine()).reasons).toEqual([]);
    await create(sandbox);
    await build();
    expect((await examine()).reasons).toEqual([]);
  });

  it('names videos by digests alone, and holds no key, no token, no title and no tag', async () => {
    const queries = new Map([['secret', { ...OLDEST_FIRST, tags: ['a-secret-tag'] }]]);
    const { sandbox, ids, titles, path } = await builtAccount({ report: { queries } });
    const text = await readFile(path, 'utf8');
    expect(Object.keys(JSON.parse(text).videos)).toHaveLength(20);
    const telling = [...ids, ...titles, 'a-secret-tag', sandbox.apiKey, ...sandbox.issued().privateTokens];
    expect(telling.filter((each) => text.includes(each))).toEqual([]);
  });

  it('is of use for whatever order the members of a video come in', async () => {
    const { build, examine } = await builtAccount({ videos: 250 });
    // The second build takes the videos from the store, as its schema wrote them.
    await build();
    expect((await examine()).reasons).toEqual([]);
  });
});

it('more videos of one minute than a page holds are told from new changes an hour later', async () => {
  const clock = () => Date.now() + offset;
  let offset = -2 * HOUR;
  const { sandbox, ids, build, examine } = await builtAccount({ videos: 250, sandbox: { clock } });
  await Promise.all(ids.slice(0, 120).map((id) => edit(sandbox, id, { description: 'New' })));
  await build();
  expect((await examine()).reasons).toEqual([]);
  offset = -HOUR / 2;
  await Promise.all(ids.slice(0, 120).map((id) => edit(sandbox, id, { description: 'Newer' })));
  await build();
  expect((await examine()).ids).toEqual(['one-read']);
});

describe('where one read does not suffice, a build would change something', () => {
  it('more has changed than a page holds', async () => {
    const { sandbox, ids, examine } = await builtAccount({ videos: 250 });
    sandbox.advance(300);
    await Promise.all(ids.slice(0, 120).map((id) => edit(sandbox, id, { description: 'New' })));
    const { reasons, changes, reads } = await examine();
    expect(changes).toMatchObject({ edited: 100, deleted: 0 });
    expect(reasons.map(({ text }) => text)).toEqual([
      'videos: 100 edited',
      'it cannot be told in one read (the latest changes may go on behind the first page of the list)',
    ]);
    expect(reads).toBe(1);
  });

  it('api.video has more videos than can be accounted for', async () => {
    const { file, path, examine } = await builtAccount({ videos: 250 });
    const build = JSON.parse(await readFile(path, 'utf8'));
    const [oldest = ''] = Object.keys(build.videos);
    delete build.videos[oldest];
    await writeFile(file, JSON.stringify(build));
    const { reasons, reads } = await examine();
    expect(reasons.map(({ text }) => text)).toEqual([
      'it cannot be told in one read (api.video has 250, and 249 are known)',
    ]);
    expect(reads).toBe(1);
  });
});

describe('with a read, though nothing has changed at api.video', () => {
  it('no build is known, or what it left is broken', async () => {
    const { examine, path, sandbox } = await builtAccount();
    await truncate(path, 40);
    expect(await examine()).toMatchObject({ ids: ['unreadable'], reads: 1 });
    await writeFile(path, '{"form":2}');
    expect(await examine()).toMatchObject({ ids: ['unreadable'], reads: 1 });
    const { file } = await stateFile();
    expect(await examine({ file })).toMatchObject({
      reasons: [{ id: 'no-build', text: 'vitrine-build.json is not there, so no build is known' }],
      reads: 1,
    });
    expect(sandbox.counters().limited).toBe(0);
  });

  it('the key is of another account', async () => {
    const { examine } = await builtAccount();
    const other = await runSandbox({ videos: 20, limits: false, apiKey: 'a-key-of-another-account' });
    const { ids, changes } = await examine({ access: accessTo(other) });
    expect([ids, changes]).toEqual([['account'], undefined]);
    expect(other.counters().reads).toBe(1);
  });

  it('the hosts of the build count as its own', async () => {
    const { examine } = await builtAccount({ hosts: ['vod.example.com'] });
    expect(await examine()).toMatchObject({ ids: [], reads: 1 });
  });

  it('another version of the package is installed', async () => {
    const { examine } = await builtAccount({ facts: { release: '0.0.1' } });
    expect(await examine()).toMatchObject({ ids: ['release'], reads: 1 });
  });

  it('ASTRO_KEY is another one, as far as there is one here', async () => {
    const [one, other] = ['A', 'B'].map((letter) => `${letter.repeat(43)}=`) as [string, string];
    const grantKey = deriveGrantKeys(deriveGrantSecret(one)).id.toString('base64url');
    const { examine } = await builtAccount({ facts: { grantKey } });
    expect((await examine({ astroKey: one })).ids).toEqual([]);
    expect((await examine({ astroKey: undefined })).ids).toEqual([]);
    expect((await examine({ astroKey: other })).ids).toEqual(['key']);
    const unkeyed = await builtAccount();
    expect((await unkeyed.examine({ astroKey: one })).ids).toEqual(['key']);
  });

  it('a gallery came or went by its dates', async () => {
    const soon = Date.now() + 60_000;
    const moments = new Set([soon + DAY, soon, soon - DAY]);
    const { examine } = await builtAccount({ report: { moments } });
    expect((await examine({ time: soon - 1 })).reasons).toEqual([]);
    const when = new Date(soon).toISOString().replace(/\.\d+Z$/, 'Z');
    expect((await examine({ time: soon })).reasons).toEqual([
      { id: 'clock', text: `a gallery came or went by its dates at ${when}` },
    ]);
  });

  it('a gallery on pages that a build may have kept came or went', async () => {
    const moments = new Set([Date.now() + HOUR]);
    const { build, examine } = await builtAccount({ facts: { incremental: true }, report: { moments } });
    await build({}, { moments: new Set() });
    expect((await examine({ time: Date.now() + HOUR })).ids).toEqual(['clock']);
  });

  it('the whole list was last read a week ago, or the clock is wrong', async () => {
    const { examine } = await builtAccount();
    expect((await examine({ time: Date.now() + 7 * DAY - 60_000 })).ids).toEqual([]);
    expect((await examine({ time: Date.now() + 7 * DAY })).ids).toEqual(['week']);
    expect((await examine({ time: Date.now() - DAY })).ids).toEqual(['week']);
  });

  it('the last build had to leave something for the next one, or could not be sure', async () => {
    const { examine, build } = await builtAccount({ facts: { previewsLeft: true } });
    expect((await examine()).ids).toEqual(['left']);
    await build({ statusesLeft: true, agrees: false });
    expect((await examine()).reasons.map(({ text }) => text)).toEqual([
      'videos came or went while the last build read the list',
      'the quota left lengths of videos for the next build',
      'the last build left previews of pictures for the next one',
    ]);
  });
});

describe.each([20, 250])('in an account of %i with an item that cannot be read', (videos) => {
  const broken = (id: string | undefined) => only(id ?? '', (item) => ({ ...item, public: 'no' }));

  it('it counts once, and a build that knows of it is up to date', async () => {
    const { sandbox, ids, alter, build, examine } = await builtAccount({ videos, odd: true });
    sandbox.advance(300);
    await edit(sandbox, ids[4], { title: 'Another title' });
    await build();
    alter(broken(ids[4]));
    expect((await examine()).reasons.length).toBeGreaterThan(0);
    await build();
    expect((await examine()).reasons).toEqual([]);
    await edit(sandbox, ids[3], { title: 'Another title' });
    await build();
    alter(broken(ids[3]));
    expect((await examine()).reasons.length).toBeGreaterThan(0);
  });

  it('dates that say nothing are no reason by themselves where all fits on a page', async () => {
    const { alter, build, examine } = await builtAccount({ videos, odd: true });
    alter((items) => items.map((item) => ({ ...item, updatedAt: null })));
    await build();
    const ids = videos <= 100 ? [] : ['one-read'];
    expect(await examine()).toMatchObject({ ids, reads: 1 });
  });
});

it('throws where api.video refuses the key or is away, and what it throws holds no key', async () => {
  const { examine, sandbox } = await builtAccount();
  const access = { ...accessTo(sandbox), apiKey: 'a-wrong-key' };
  const refused = await examine({ access }).catch((error: Error) => error);
  expect(refused).toMatchObject({ name: 'ApiVideoError', reason: 'invalid-key' });
  expect(String(refused)).not.toContain('a-wrong-key');
  await sandbox.close();
  await expect(examine()).rejects.toMatchObject({ name: 'ApiVideoError', reason: 'unavailable' });
});

describe('a video that could not be played at the last build', () => {
  it('is asked for, and once it can a build would show its length', async () => {
    const account = await builtAccount({ statuses: true, sandbox: { encodingTime: 600 } });
    const { sandbox, build, examine } = account;
    const videoId = await emptyVideo(sandbox);
    await send(sandbox, `/videos/${videoId}/source`, form({ bytes: FILE }));
    await build();
    expect(await examine()).toMatchObject({ ids: [], reads: 2 });
    sandbox.advance(600);
    expect(await examine()).toMatchObject({ ids: ['lengths'], reads: 2 });
    await build();
    expect(await examine()).toMatchObject({ ids: [], reads: 1 });
  });

  it('costs five reads at most, and none where lengths are not wanted', async () => {
    const asking = await builtAccount({ statuses: true });
    const silent = await builtAccount();
    for (const { sandbox, build } of [asking, silent]) {
      for (let count = 0; count < 7; count++) await emptyVideo(sandbox);
      await build();
    }
    expect(await asking.examine()).toMatchObject({ ids: [], reads: 6 });
    expect(await silent.examine()).toMatchObject({ ids: [], reads: 1 });
  });
});

describe('with onlyShown', () => {
  /** A site that shows the first two videos, and selects by a tag. */
  async function site(videos: number, facts: Partial<BuildFacts> = {}) {
    const queries = new Map([['news', { ...OLDEST_FIRST, tags: ['news'] }]]);
    const account = await builtAccount({ videos, facts, report: { queries } });
    await account.build(
      {},
      { galleries: new Map([['one', account.ids.slice(0, 1)]]), single: new Set(account.ids.slice(1, 2)) },
    );
    const { sandbox, ids } = account;
    sandbox.advance(300);
    return { ...account, sandbox, ids, examine: () => account.examine({ onlyShown: true }) };
  }

  it.each([20, 250])('of %i, videos that no page shows or would find do not count', async (videos) => {
    const { sandbox, ids, examine } = await site(videos);
    await edit(sandbox, ids[5], { title: 'Another title' });
    await create(sandbox);
    expect(await examine()).toMatchObject({ ids: [], onlyShown: true, reads: 1 });
    await edit(sandbox, ids[5], { tags: ['news'] });
    await create(sandbox, { tags: ['news', 'more'] });
    await edit(sandbox, ids[0], { title: 'Another title' });
    await edit(sandbox, ids[1], { title: 'Another title' });
    expect((await examine()).changes).toEqual({ added: 1, edited: 3, deleted: 0 });
  });

  it('a deletion counts, unless all fits on a page and shows that nothing is missing', async () => {
    const [small, large] = [await site(20), await site(250)];
    for (const { sandbox, ids } of [small, large]) await remove(sandbox, ids[5]);
    expect((await small.examine()).reasons).toEqual([]);
    expect((await large.examine()).changes).toEqual({ added: 0, edited: 0, deleted: 1 });
    await remove(small.sandbox, small.ids[1]);
    expect((await small.examine()).changes).toEqual({ added: 0, edited: 0, deleted: 1 });
  });

  it.each([
    [true, ['videos']],
    [false, []],
  ])('what stands on a page that a build may have kept counts on: %s', async (incremental, expected) => {
    const { sandbox, ids, build, examine } = await site(20, { incremental });
    await build();
    await edit(sandbox, ids[1], { title: 'Another title' });
    expect((await examine()).ids).toEqual(expected);
  });

  it('everything counts where somebody changed what galleries look for', async () => {
    const { sandbox, ids, path, examine } = await site(20);
    const build = JSON.parse(await readFile(path, 'utf8'));
    build.shown.queries = `A${build.shown.queries.slice(1)}B`;
    await writeFile(path, JSON.stringify(build));
    await edit(sandbox, ids[5], { title: 'Another title' });
    expect(await examine()).toMatchObject({ ids: ['videos'], onlyShown: false });
  });

  it('everything counts where a build may have kept pages that nobody looked into', async () => {
    const { sandbox, ids, examine } = await site(20, { incremental: true, hasPages: false });
    await edit(sandbox, ids[5], { title: 'Another title' });
    expect(await examine()).toMatchObject({ ids: ['videos'], onlyShown: false });
  });
});
