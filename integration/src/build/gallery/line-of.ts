import { readFileSync } from 'node:fs';

/** The file and the line on which a text first stands; the file alone where it cannot be read. */
export function placeOf(filePath: string, text: string): string {
  try {
    const index = readFileSync(filePath, 'utf8')
      .split('\n')
      .findIndex((line) => line.includes(text));
    return index < 0 ? filePath : `${filePath}:${index + 1}`;
  } catch {
    return filePath;
  }
}
