import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { type ShownWords, WORDS_FOLDER, type WordsFile, wordsFileOf } from '../../contract/shown-words.js';

/** Writes what pages say of private videos to where the server of the site finds it when it needs it. */
export function writeWordsFiles(serverDir: URL, words: Iterable<readonly [string, ShownWords]>): void {
  const folder = new URL(`${WORDS_FOLDER}/`, serverDir);
  rmSync(folder, { recursive: true, force: true });
  const files = new Map<string, WordsFile>();
  for (const [videoId, shown] of words) {
    const name = wordsFileOf(videoId);
    const file = files.get(name) ?? {};
    file[videoId] = [...(file[videoId] ?? []), shown];
    files.set(name, file);
  }
  if (files.size > 0) mkdirSync(folder, { recursive: true });
  for (const [name, file] of files) writeFileSync(new URL(name, folder), JSON.stringify(file));
}
