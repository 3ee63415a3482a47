import { readFile } from 'node:fs/promises';
import { LRUCache } from 'lru-cache';
import { type ShownWords, WORDS_FOLDER, type WordsFile, wordsFileOf } from '../../contract/shown-words.js';
import type { GrantSource } from '../../grants/payload.js';

/** Finds what pages of the site say of a video, by its id and where its grant says it is listed. Never rejects. */
export type FindWords = (videoId: string, source: GrantSource) => Promise<readonly ShownWords[]>;

/** Files kept at most. */
const FILES = 16;

/** From where an adapter puts the server's code to the folder beside it. */
const UP = ['./', '../', '../../'];

/** Reads them from the files of the build, as far as there are any: an adapter may leave them behind. */
export function createStoredWords(code: string): (videoId: string) => Promise<readonly ShownWords[]> {
  const files = new LRUCache<string, WordsFile>({ max: FILES });

  async function read(name: string): Promise<WordsFile> {
    for (const up of UP) {
      try {
        return JSON.parse(await readFile(new URL(`${up}${WORDS_FOLDER}/${name}`, code), 'utf8'));
      } catch {
        // Not there: perhaps one further up.
      }
    }
    return {};
  }

  return async (videoId) => {
    const name = wordsFileOf(videoId);
    const file = files.get(name) ?? (await read(name));
    files.set(name, file);
    return Object.hasOwn(file, videoId) ? (file[videoId] ?? []) : [];
  };
}

export const storedWords = createStoredWords(import.meta.url);
