import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { ROOT } from './site.js';

/** The blocks of code in a document, by their order. */
export async function blocksOf(document: string): Promise<string[]> {
  const text = await readFile(join(ROOT, document), 'utf8');
  return [...text.matchAll(/```\w+\n(.*?)```/gs)].map(([, code = '']) => code);
}

/** Whether a block says in its first lines which file it is. */
export const isBlockFor = (code: string, file: string): boolean =>
  code
    .split('\n')
    .slice(0, 2)
    .some((line) => line.includes(file));

/** The block of a document that says, in its first lines, which file it is: as a reader would paste it. */
export async function recipe(document: string, file: string): Promise<string> {
  const found = (await blocksOf(document)).find((code) => isBlockFor(code, file));
  if (found === undefined) throw new Error(`${document} has no block for ${file}`);
  return found;
}
