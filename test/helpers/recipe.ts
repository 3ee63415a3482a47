import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { ROOT } from './site.js';

/** The block of a document that says, in its first lines, which file it is: as a reader would paste it. */
export async function recipe(document: string, file: string): Promise<string> {
  const text = await readFile(join(ROOT, document), 'utf8');
  const blocks = [...text.matchAll(/```\w+\n(.*?)```/gs)].map(([, code = '']) => code);
  const found = blocks.find((code) =>
    code
      .split('\n')
      .slice(0, 2)
      .some((line) => line.includes(file)),
  );
  if (found === undefined) throw new Error(`${document} has no block for ${file}`);
  return found;
}
