import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { afterEach, describe, expect, it } from 'vitest';
import { narrowServer } from '../../../integration/src/astro/internals/narrow-server.js';
import type { VideoQuery } from '../../../integration/src/contract/video-query.js';
import {
  narrowedNotes,
  narrowedSince,
  type Published,
  publishedUpTo,
  union,
  withLive,
} from '../../../integration/src/galleries/published/publications.js';
import {
  readPublished,
  writePublished,
} from '../../../integration/src/galleries/published/published-file.js';
import {
  currentAccess,
  NARROWED_PLACEHOLDER,
  noteSealed,
  queryName,
} from '../../../integration/src/grants/narrowed.js';

const published = (values: Record<string, string[]>): Published =>
  new Map(Object.entries(values).map(([id, access]) => [id, new Set(access)]));
const NEVER = { ever: new Map(), latest: new Map() };

/** The builds of a site with one key, one after the other; gives what the last one narrows. */
function after(...builds: Record<string, string[]>[]) {
  const last = published(builds.at(-1) ?? {});
  const before = builds.slice(0, -1).map(published).reduce(publishedUpTo, NEVER);
  return { narrowed: narrowedSince(before, last), notes: narrowedNotes(before, narrowedSince(before, last)) };
}

describe('what was narrowed', () => {
  it.each<[string, Record<string, string[]>[], object]>([
    ['nothing, in a first build', [{ viA: ['public'] }], {}],
    ['nothing, where nothing changed', [{ viA: ['public'] }, { viA: ['public'] }], {}],
    ['public to members', [{ viA: ['public'] }, { viA: ['members'] }], { viA: { public: ['members'] } }],
    ['one access value to another', [{ viA: ['club'] }, { viA: ['board'] }], { viA: { club: ['board'] } }],
    ['nothing, where it is added', [{ viA: ['public'] }, { viA: ['public', 'members'] }], {}],
    ['one of two', [{ viA: ['public', 'club'] }, { viA: ['club'] }], { viA: { public: ['club'] } }],
    [
      'to several',
      [{ viA: ['public'] }, { viA: ['members', 'club'] }],
      { viA: { public: ['club', 'members'] } },
    ],
    ['not what is published no more', [{ viA: ['public'] }, {}], {}],
    [
      'also once it is published no more',
      [{ viA: ['public'] }, { viA: ['members'] }, {}],
      { viA: { public: ['members'] } },
    ],
    [
      'twice, one build after the other',
      [{ viA: ['public'] }, { viA: ['members'] }, { viA: ['board'] }],
      { viA: { public: ['board'], members: ['board'] } },
    ],
    [
      'not for ever',
      [{ viA: ['public'] }, { viA: ['members'] }, { viA: ['public'] }],
      { viA: { members: ['public'] } },
    ],
    [
      'only the one of two videos',
      [
        { viA: ['public'], viB: ['public'] },
        { viA: ['members'], viB: ['public'] },
      ],
      { viA: { public: ['members'] } },
    ],
  ])('is %s', (_name, builds, expected) => {
    expect(after(...builds).narrowed).toEqual(expected);
  });

  it('is told by the build that does it, once', () => {
    const first = { viA: ['public'], viB: ['public'], viC: ['club'] };
    const second = { viA: ['members'], viB: ['members'], viC: ['board'] };
    expect(after(first, second).notes).toEqual([
      'the access of 2 videos went from `public` to `members`: pages and links from before this build follow the new rule',
      'the access of one video went from `club` to `board`: pages and links from before this build follow the new rule',
    ]);
    expect(after(first, second, second).notes).toEqual([]);
    expect(after(first, second, second).narrowed).toEqual(after(first, second).narrowed);
  });

  it('is as much as is published in several places', () => {
    expect(union(published({ viA: ['a'] }), published({ viA: ['b'], viB: ['c'] }))).toEqual(
      published({ viA: ['a', 'b'], viB: ['c'] }),
    );
  });
});

const QUERY: VideoQuery = { tags: ['talk'], sortBy: 'publishedAt', sortOrder: 'desc' };
const TALKS = queryName(QUERY);
const grant = (videoId: string, query?: VideoQuery) => ({
  videoId,
  source: query ? { kind: 'query' as const, page: 1, query } : { kind: 'order' as const, page: 1 },
});

describe('the access of a live gallery', () => {
  const only = (name: string, access: string) => published({ [name]: [access] });
  const was = { ever: only(TALKS, 'public'), latest: only(TALKS, 'public') };

  it('counts for videos that no build knows, once it is another', () => {
    const now = only(TALKS, 'members');
    const current = currentAccess(withLive(narrowedSince(was, now), now));
    expect(current?.(grant('viNew', QUERY), 'public')).toEqual(['members']);
    expect(current?.(grant('viNew', QUERY), 'members')).toBeUndefined();
    expect(current?.(grant('viNew', { ...QUERY, tags: ['other'] }), 'public')).toBeUndefined();
    expect(current?.(grant('viNew'), 'public')).toBeUndefined();
  });

  it('counts for what it shows now, whatever was published before', () => {
    const before = { ever: only('viA', 'public'), latest: only('viA', 'public') };
    const narrowed = narrowedSince(before, only('viA', 'members'));
    const current = currentAccess(withLive(narrowed, only(TALKS, 'public')));
    expect(current?.(grant('viA'), 'public')).toEqual(['members']);
    expect(current?.(grant('viA', QUERY), 'public')).toBeUndefined();
  });

  it('is no video in what a build tells', () => {
    const now = only(TALKS, 'members');
    expect(narrowedNotes(was, narrowedSince(was, now))).toEqual([]);
  });

  it('says nothing where nothing was narrowed', () => {
    expect(withLive({}, only(TALKS, 'public'))).toEqual({});
  });
});

describe('the access that counts', () => {
  const current = currentAccess({ viA: { public: ['members'] }, viOnDemand: { public: ['members'] } });

  it('is that of now for what was narrowed, and its own for all else', () => {
    expect(current?.(grant('viA'), 'public')).toEqual(['members']);
    expect(current?.(grant('viA'), 'members')).toBeUndefined();
    expect(current?.(grant('viB'), 'public')).toBeUndefined();
    expect(current?.(grant('toString'), 'constructor')).toBeUndefined();
    expect(currentAccess({})).toBeUndefined();
  });

  it('is its own where a page on demand shows the video so', () => {
    expect(current?.(grant('viOnDemand'), 'public')).toEqual(['members']);
    noteSealed('viOnDemand', 'public');
    expect(current?.(grant('viOnDemand'), 'public')).toBeUndefined();
    expect(current?.(grant('viA'), 'public')).toEqual(['members']);
  });
});

describe('in files', () => {
  const folders: string[] = [];
  afterEach(() => {
    for (const folder of folders.splice(0)) rmSync(folder, { recursive: true });
  });
  function folder(): string {
    const made = mkdtempSync(join(tmpdir(), 'vitrine-'));
    folders.push(made);
    return made;
  }
  const urlOf = (path: string) => pathToFileURL(`${path}/`);

  it('what was published outlives a build, as long as the key stays', () => {
    const cache = urlOf(join(folder(), 'cache'));
    const file = {
      ...publishedUpTo(NEVER, published({ viA: ['public'] })),
      single: published({ viB: ['a'] }),
    };
    expect(readPublished(cache, 'key').ever.size).toBe(0);
    writePublished(cache, 'key', file);
    expect(readPublished(cache, 'key')).toEqual({ ...file, unreadable: false });
    expect(readPublished(cache, 'another key').ever.size).toBe(0);
    writePublished(cache, 'another key', { ...NEVER, single: new Map() });
    expect(readPublished(cache, 'key')).toEqual({ ...file, unreadable: false });
  });

  it.each(['', '{', 'null', '{}', '[{"key":"key"}]', '[{"key":"key","ever":{"viA":"public"}}]'])(
    'a damaged one (%s) counts as none, and is told',
    (text) => {
      const cache = folder();
      writeFileSync(join(cache, 'vitrine-published.json'), text);
      expect(readPublished(urlOf(cache), 'key')).toMatchObject({ ever: new Map(), unreadable: true });
      writePublished(urlOf(cache), 'key', { ...NEVER, single: new Map() });
      expect(readPublished(urlOf(cache), 'key').unreadable).toBe(false);
    },
  );

  it.each(['"', "'", '`'])('the server is told, whichever quotes (%s) its code has', (quote) => {
    const server = folder();
    const code = join(server, 'chunk.mjs');
    const other = 'const text = "vitrine";';
    writeFileSync(join(server, 'other.mjs'), other);
    writeFileSync(code, `export const list = JSON.parse(${quote}${NARROWED_PLACEHOLDER}${quote});`);
    const narrowed = { viA: { 'a "quoted" $& word': ['members'] } };
    narrowServer(urlOf(server), narrowed);
    const written = readFileSync(code, 'utf8');
    const literal = /JSON\.parse\((.*)\);$/.exec(written)?.[1] ?? '';
    expect(JSON.parse(JSON.parse(literal))).toEqual(narrowed);
    expect(readFileSync(join(server, 'other.mjs'), 'utf8')).toBe(other);
  });

  it('a server that cannot be told ends the build, and one with nothing to be told does not', () => {
    const server = folder();
    writeFileSync(join(server, 'chunk.mjs'), 'export {};');
    expect(() => narrowServer(urlOf(server), {})).not.toThrow();
    expect(() => narrowServer(urlOf(server), { viA: { public: ['members'] } })).toThrow(/could not be told/);
  });
});
