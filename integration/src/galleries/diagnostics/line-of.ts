import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { thisRun } from '../../astro/internals/this-run.js';
import { oneLine } from '../../contract/one-line.js';

/** The longest path of a file in a message, in characters. */
const LONGEST_PATH = 300;

/** What paths of files are relative to. */
export const projectFolder = (): string => thisRun().root ?? '.';

/** A file as a message names it. */
export const fileName = (filePath: string): string => oneLine(filePath, LONGEST_PATH);

/** The file and the line on which a text first stands; the file alone where it cannot be read. */
export function placeOf(filePath: string, text: string): string {
  const file = fileName(filePath);
  try {
    const index = readFileSync(join(projectFolder(), filePath), 'utf8')
      .split('\n')
      .findIndex((line) => line.includes(text));
    return index < 0 ? file : `${file}:${index + 1}`;
  } catch {
    return file;
  }
}
