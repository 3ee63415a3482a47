import type { Sandbox } from 'api-video-sandbox';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { thisRun } from '../../../integration/src/astro/internals/this-run.js';
import { createVideoLoader, type VideoLoaderOptions } from '../../../integration/src/content/loader.js';
import { startHttpServer } from '../../../sandbox/test/helpers/http-server.js';
import { call, runSandbox } from '../../../sandbox/test/helpers/run-sandbox.js';
import { type Collection, createCollection, type StoredEntry } from '../../helpers/content-collection.js';

afterEach(() => {
  vi.useRealTimers();
  delete thisRun().command;
});

const VIDEOS = 250;

async function build(
  sandbox: Sandbox,
  collection: Collection,
  options: VideoLoaderOptions = {},
  variables: Record<string, string> = {},
) {
  const { env, counters } = sandbox;
  const before = counters().reads;
  for (const list of [collection.lines, collection.writes, collection.parsed]) list.length = 0;
  const values: Record<string, string> = { ...env, ...variables };
  await collection.load(createVideoLoader((name) => values[name], { statuses: false, ...options }));
  return { reads: counters().reads - before, lines: [...collection.lines] };
}

async function built(videos = VIDEOS) {
  const sandbox = await runSandbox({ videos, limits: false });
  const collection = createCollection();
  const { reads, lines } = await build(sandbox, collection);
  return { sandbox, collection, reads, lines };
}

/** An address where nothing listens. */
async function nobody() {
  const { url, close } = await startHttpServer(() => {});
  await close();
  return { APIVIDEO_API_URL: url };
}

const whyWhole = (lines: readonly string[]) =>
  lines.find((line) => line.startsWith('reading all videos: '))?.slice('reading all videos: '.length);

/** What somebody, or some crash, does to a store: to an entry of a private video, or those of two public ones. */
type Damage = (
  store: Pick<Collection, 'entries' | 'meta'> & Record<'one' | 'shown' | 'other', StoredEntry>,
) => unknown;

const sorted = (entries: Iterable<[string, unknown]>) => [...entries].sort(([a], [b]) => (a < b ? -1 : 1));

describe('the loader', () => {
  it('reads the whole account once, and one page from then on; nothing is checked or written again', async () => {
    const { sandbox, collection, reads, lines } = await built();
    expect([reads, collection.entries.size, collection.parsed.length]).toEqual([4, VIDEOS, VIDEOS]);
    expect(lines).toEqual([
      'reading all videos: there is no complete list of an earlier build',
      'read 1 of 3 pages',
      'read 2 of 3 pages',
      'read 3 of 3 pages',
      '250 videos: 226 private, 24 public (4 pages read)',
    ]);
    const idle = await build(sandbox, collection);
    expect([idle.reads, collection.parsed, collection.writes]).toEqual([1, [], []]);
    expect(idle.lines).toEqual(['250 videos: 226 private, 24 public (1 page read)']);
  });

  it('checks and writes what changed, and places the rest anew without a check', async () => {
    const { sandbox, collection } = await built();
    const [id = '', other = ''] = [...collection.entries.keys()].slice(100);
    await call(sandbox, 'PATCH', `/videos/${id}`, { title: 'Edited' });
    const edited = await build(sandbox, collection);
    expect([edited.reads, collection.parsed, collection.writes]).toEqual([1, [id], [id]]);
    expect(edited.lines[0]).toBe('1 video was edited since the last build');
    await call(sandbox, 'DELETE', `/videos/${other}`);
    const deleted = await build(sandbox, collection);
    expect([deleted.reads, collection.parsed, collection.writes.length]).toEqual([4, [], VIDEOS - 101]);
    expect(collection.entries.has(other)).toBe(false);
  });

  it('keeps the address of an asset only as long as a video is public', async () => {
    const { sandbox, collection } = await built();
    const id = [...collection.entries.values()].find(({ data }) => !data.public)?.id ?? '';
    await call(sandbox, 'PATCH', `/videos/${id}`, { public: true });
    const opened = await build(sandbox, collection);
    expect(opened.lines[0]).toBe('1 video was made public since the last build');
    expect(collection.entries.get(id)?.data.assets).toBeDefined();
    await call(sandbox, 'PATCH', `/videos/${id}`, { public: false });
    await build(sandbox, collection);
    expect(collection.entries.get(id)?.data.assets).toBeUndefined();
    const stored = JSON.stringify([...collection.entries, ...collection.meta]);
    for (const secret of [sandbox.apiKey, ...sandbox.issued().privateTokens])
      expect(stored.includes(secret)).toBe(false);
  });

  it('goes on after an interrupted build as if it had not been', async () => {
    const { sandbox, collection } = await built();
    const before = JSON.stringify([...collection.entries, ...collection.meta]);
    await call(sandbox, 'DELETE', `/videos/${[...collection.entries.keys()][3]}`);
    sandbox.setFaults([{ kind: 'status', status: 403, path: '/videos', skip: 2 }]);
    await expect(build(sandbox, collection)).rejects.toThrow('Videos could not be listed');
    expect(JSON.stringify([...collection.entries, ...collection.meta])).toBe(before);
    sandbox.setFaults([]);
    await build(sandbox, collection);
    expect(collection.entries.size).toBe(VIDEOS - 1);
  });

  it.each<[string, () => Promise<Record<string, string>>]>([
    ['nothing answers', nobody],
    ['the key is refused', async () => ({ APIVIDEO_API_KEY: 'another-key' })],
  ])('goes on with the last list where only types are wanted and %s', async (_, variables) => {
    const { sandbox, collection } = await built(24);
    const before = JSON.stringify([...collection.entries, ...collection.meta]);
    const away = await variables();
    thisRun().command = 'sync';
    const { lines } = await build(sandbox, collection, {}, away);
    expect(lines).toEqual([
      expect.stringMatching(
        /^Videos could not be listed, so this run goes on with the last list \(24 videos\): types need no more, a build would stop\. http:\S+ [^\n]+$/,
      ),
    ]);
    expect(JSON.stringify([...collection.entries, ...collection.meta])).toBe(before);
    expect((await build(sandbox, collection)).lines.at(-1)).toContain('24 videos: ');
  });

  it('has an empty list where only types are wanted, there is none and nothing answers', async () => {
    const collection = createCollection();
    thisRun().command = 'sync';
    const variables = await nobody();
    await collection.load(createVideoLoader((name) => ({ APIVIDEO_API_KEY: 'k', ...variables })[name]));
    expect(collection.lines).toEqual([expect.stringContaining('the last list (0 videos)')]);
    expect(collection.entries.size).toBe(0);
  });

  it('reads everything on request, by option or by environment', async () => {
    const { sandbox, collection } = await built();
    const asked = await build(sandbox, collection, { sync: 'full' });
    expect([asked.reads, whyWhole(asked.lines)]).toEqual([4, 'as asked for']);
    const once = await build(sandbox, collection, {}, { VITRINE_SYNC: 'full' });
    expect([once.reads, collection.writes]).toEqual([4, []]);
  });

  it('reads everything of another account, address or list of hosts', async () => {
    const { sandbox, collection } = await built();
    const { lines } = await build(sandbox, collection, { hosts: ['vod.example.com'] });
    expect(whyWhole(lines)).toBe('the key, the address or the hosts are not those of the last build');
    const other = await runSandbox({ videos: 120, apiKey: 'another-key' });
    const moved = await build(other, collection, { hosts: ['vod.example.com'] });
    expect(whyWhole(moved.lines)).toBe('the key, the address or the hosts are not those of the last build');
    expect(collection.entries.size).toBe(120);
  });

  it('reads everything where the store is not as it was left, in content or in form', async () => {
    const { sandbox, collection } = await built();
    collection.entries.delete([...collection.entries.keys()][7] ?? '');
    const torn = await build(sandbox, collection);
    expect(whyWhole(torn.lines)).toBe('the stored list is not as the last build left it');
    expect(collection.entries.size).toBe(VIDEOS);
    const memory = JSON.parse(collection.meta.get('sync') ?? '');
    collection.meta.set('sync', JSON.stringify({ ...memory, form: 'older' }));
    expect(whyWhole((await build(sandbox, collection)).lines)).toBe('videos are stored in another form now');
    collection.meta.set('sync', '{"half');
    const lost = await build(sandbox, collection);
    expect(whyWhole(lost.lines)).toBe('there is no complete list of an earlier build');
  });

  it.each<[string, Damage]>([
    ['a title changed', ({ one }) => (one.data.title = 'Something else')],
    ['a field missing', ({ one }) => delete one.data.description],
    ['a video made public', ({ one }) => (one.data.public = true)],
    ['another place', ({ one }) => (one.data.position = 3)],
    ['a field of the wrong type', ({ one }) => (one.data.tags = 'talks')],
    ['a field too many', ({ one }) => (one.data.note = 'x')],
    ['data that are none', ({ one }) => (one.data = null as never)],
    ['data that are no JSON', ({ one }) => (one.data.title = 1n)],
    ['data that hold themselves', ({ one }) => (one.data.metadata = one.data)],
    ['an entry that is none', ({ entries, one }) => entries.set(one.id, null as never)],
    ['another id', ({ one }) => (one.id = 'viSomebodyElse')],
    ['an entry missing', ({ entries, one }) => entries.delete(one.id)],
    ['an entry too many', ({ entries, one }) => entries.set('viExtra', { ...one, id: 'viExtra' })],
    ['a digest changed', ({ one }) => (one.data.title = one.digest = 'x')],
    [
      'assets swapped',
      ({ shown, other }) => ([shown.data.assets, other.data.assets] = [other.data.assets, shown.data.assets]),
    ],
    ['two entries swapped', ({ entries, one, other }) => entries.set(one.id, other).set(other.id, one)],
    ['its memory lost', ({ meta }) => meta.delete('sync')],
    ['its memory cut', ({ meta }) => meta.set('sync', meta.get('sync')?.slice(0, 40) ?? '')],
    ['a memory that is none', ({ meta }) => meta.set('sync', 'null')],
    [
      'a memory of the future',
      ({ meta }) => meta.set('sync', meta.get('sync')?.replace(/"seenUpTo":"\d+/, '"seenUpTo":"2999') ?? ''),
    ],
    ['everything lost', ({ entries, meta }) => [entries.clear(), meta.clear()]],
  ])('repairs a store with %s by reading everything, and says so', async (_, damage) => {
    const { sandbox, collection } = await built(120);
    const { entries, meta } = collection;
    const before = structuredClone([...entries]);
    const hidden = [...entries.values()].filter(({ data }) => !data.public);
    const [shown, other] = [...entries.values()].filter(({ data }) => data.public);
    damage({ entries, meta, one: hidden[7], shown, other } as never);
    const repaired = await build(sandbox, collection);
    expect([repaired.reads, whyWhole(repaired.lines)]).toEqual([
      3,
      expect.stringMatching(
        /^(the stored list is not as the last build left it|there is no complete list of an earlier build)$/,
      ),
    ]);
    expect(sorted(entries)).toEqual(sorted(before));
    expect(repaired.lines.filter((line) => /public since|deleted since/.test(line))).toEqual([]);
    const after = await build(sandbox, collection);
    expect([after.reads, collection.writes]).toEqual([1, []]);
  });

  it('says so in an account of one page, too', async () => {
    const { sandbox, collection } = await built(24);
    const [one] = [...collection.entries.values()];
    Object.assign(one?.data ?? {}, { title: 'Something else' });
    const { lines } = await build(sandbox, collection);
    expect(whyWhole(lines)).toBe('the stored list is not as the last build left it');
  });

  it('reads everything once a week, and where the clock of the machine went back', async () => {
    const { sandbox, collection } = await built();
    vi.useFakeTimers({ toFake: ['Date'] });
    const now = Date.now();
    const readsAt = async (days: number) => {
      vi.setSystemTime(now + days * 86_400_000);
      return (await build(sandbox, collection)).reads;
    };
    expect([await readsAt(6.9), await readsAt(7.1), await readsAt(7.2), await readsAt(-1)]).toEqual([
      1, 4, 1, 4,
    ]);
  });

  it('asks for the length of a video once', async () => {
    const { sandbox, collection } = await built(120);
    const asking = await build(sandbox, collection, { statuses: true });
    expect([asking.reads, collection.parsed]).toEqual([121, []]);
    expect([...collection.entries.values()].every(({ data }) => data.duration)).toBe(true);
    expect((await build(sandbox, collection, { statuses: true })).reads).toBe(1);
  });
});
