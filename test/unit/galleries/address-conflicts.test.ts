import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { twinFiles } from '../../../integration/src/astro/internals/glob-twins.js';
import {
  conflictsOf,
  tellConflict,
} from '../../../integration/src/galleries/diagnostics/address-conflicts.js';

const claim = (path: string, file = `${path}.md`, page = 1) => ({ path, file, page });
const INDEX = claim('', 'the list of all galleries');

describe('pages with one address', () => {
  it.each([
    [
      'a long gallery beside a file named by the number of its page',
      claim('talks/2', 'talks.md', 2),
      claim('talks/2'),
    ],
    ['a gallery called index', INDEX, claim('index')],
    ['a gallery that an id of its own calls index', claim('talks'), claim('talks/index')],
    ['two spellings of one name', claim('\u00e9t\u00e9'), claim('e\u0301te\u0301')],
  ])('are found: %s', (_, one, other) => {
    const found = conflictsOf([claim('films'), one, claim('talks/3'), other]);
    expect([...found.values()].map(({ claims }) => claims)).toEqual([[one, other]]);
  });

  it.each([
    ['02 and 2', claim('talks/2'), claim('talks/02')],
    ['a number of its own', claim('2'), claim('talks/2')],
    ['upper and lower case', claim('Talks'), claim('talks')],
    ['a name that ends so', claim('talks-index'), claim('talks')],
    ['an index of another folder', claim('films/index'), claim('talks')],
  ])('are not: %s', (_, one, other) => {
    expect(conflictsOf([INDEX, one, other]).size).toBe(0);
  });

  it('are told with both files, one line each', () => {
    const claims = [
      claim('talks/2', 'src/talks.md', 2),
      claim('talks/2', 'src/tal\nks/2.md'),
      claim('e\u0301'),
    ];
    expect(tellConflict({ path: 'talks/2', claims }, (path) => `/galleries/${path}/`)).toBe(
      [
        '3 pages want the address /galleries/talks/2/:',
        '  src/talks.md, its page 2',
        '  src/tal ks/2.md',
        '  e\u0301.md, with its accents spelled as characters of their own',
      ].join('\n'),
    );
  });
});

describe('files that Astro makes one id of', () => {
  let root: string;
  const FILES = [
    'src/talks.md',
    'src/talks/index.md',
    'src/talks/one.md',
    'src/talks/one.mdx',
    'src/talks/one.txt',
    'src/Spring Summit.md',
    'src/spring-summit.md',
    'src/My Films/a.md',
    'src/my-films/a.md',
    'src/alone.md',
    'src/deep/er/index.md',
    'src/_talks.md',
  ];

  beforeAll(async () => {
    root = await mkdtemp(join(tmpdir(), 'galleries-'));
    for (const file of FILES) {
      await mkdir(dirname(join(root, file)), { recursive: true });
      await writeFile(join(root, file), '');
    }
  });

  afterAll(() => rm(root, { recursive: true }));

  it.each([
    ['talks', 'src/talks.md', ['src/talks/index.md']],
    ['talks', 'src/talks/index.md', ['src/talks.md']],
    ['talks/one', 'src/talks/one.mdx', ['src/talks/one.md']],
    ['spring-summit', 'src/Spring Summit.md', ['src/spring-summit.md']],
    ['my-films/a', 'src/my-films/a.md', ['src/My Films/a.md']],
    ['alone', 'src/alone.md', []],
    ['deep/er', 'src/deep/er/index.md', []],
    ['an-id-of-its-own', 'src/talks.md', []],
    ['gone', 'src/gone.md', []],
  ])('%s of %s: %j', (id, filePath, twins) => {
    const other = { id: 'deep/er', filePath: 'src/deep/er/index.md' };
    expect(twinFiles([{ id, filePath }, other], root)).toEqual(twins.map((twin) => ({ id, filePath: twin })));
  });

  it('are none where no file holds a gallery', () => {
    expect(twinFiles([{ id: 'talks', filePath: undefined }], root)).toEqual([]);
  });
});
