import { mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { it as base, expect } from 'vitest';
import type { ShownWords } from '../../../integration/src/contract/shown-words.js';
import { writeWordsFiles } from '../../../integration/src/galleries/published/words-files.js';
import { createStoredWords } from '../../../integration/src/server/watch/stored-words.js';

const words = (title: string): ShownWords => ({ access: 'public', title });

// biome-ignore lint/correctness/noEmptyPattern: vitest reads from the pattern what a fixture needs.
const it = base.extend('server', async ({}, { onCleanup }) => {
  const folder = await mkdtemp(join(tmpdir(), 'words-'));
  onCleanup(() => rm(folder, { recursive: true }));
  return pathToFileURL(`${folder}/`);
});

it('finds what a build has written, from the folders that adapters put code into', async ({ server }) => {
  const many = Array.from({ length: 1000 }, (_, index) => [`vi${index}`, words(`Title ${index}`)] as const);
  writeWordsFiles(server, [...many, ['vi7', words('Elsewhere')]]);
  expect((await readdir(new URL('vitrine-words/', server))).length).toBeLessThanOrEqual(256);
  for (const code of ['entry.mjs', 'chunks/watch.mjs', 'a/b/watch.mjs']) {
    const findWords = createStoredWords(new URL(code, server).href);
    expect(await findWords('vi999')).toEqual([words('Title 999')]);
    expect(await findWords('vi7')).toEqual([words('Title 7'), words('Elsewhere')]);
    expect(await findWords('viNone')).toEqual([]);
    expect(await findWords('__proto__')).toEqual([]);
  }
});

it('holds nothing of the build before, and finds nothing where there is no folder', async ({ server }) => {
  writeWordsFiles(server, [['vi1', words('Old')]]);
  writeWordsFiles(server, []);
  expect(await createStoredWords(new URL('entry.mjs', server).href)('vi1')).toEqual([]);
  expect(await createStoredWords('no address')('vi1')).toEqual([]);
});
