import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';

/** Every file below a folder, without what npm installed. */
async function filesBelow(folder: string): Promise<string[]> {
  const entries = await readdir(folder, { withFileTypes: true, recursive: true }).catch(() => []);
  return entries.filter((entry) => entry.isFile()).map((entry) => join(entry.parentPath, entry.name));
}

export interface Leak {
  file: string;
  /** Which secret, by its place in the list: its text is not repeated. */
  secret: number;
}

/** Where any of the secrets occurs in the files of some folders. */
export async function findSecrets(folders: readonly string[], secrets: readonly string[]): Promise<Leak[]> {
  const leaks: Leak[] = [];
  for (const file of (await Promise.all(folders.map(filesBelow))).flat()) {
    const text = (await readFile(file)).toString('latin1');
    secrets.forEach((secret, index) => {
      if (text.includes(secret)) leaks.push({ file, secret: index });
    });
  }
  return leaks;
}
