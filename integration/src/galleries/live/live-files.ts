import { hash } from 'node:crypto';
import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import type { IndexedVideo } from '../catalogue-index.js';
import { LIVE_FOLDER, LIVE_INDEX, type LiveGallery, type LiveIndex } from './live-gallery.js';
import type { Shells } from './shells.js';

/** What a build leaves of a gallery for the server. */
export interface LiveFile {
  gallery: LiveGallery;
  /** Its videos when the site was built. */
  videos: readonly IndexedVideo[];
  shells: Shells;
}

const nameOf = (id: string) => `${hash('sha256', id).slice(0, 16)}.json`;

/** Writes live galleries to where the server of the site finds them; takes away those of a build before. */
export function writeLiveFiles(serverDir: URL, files: readonly LiveFile[]): void {
  const folder = new URL(`${LIVE_FOLDER}/`, serverDir);
  rmSync(folder, { recursive: true, force: true });
  if (files.length === 0) return;
  mkdirSync(folder, { recursive: true });
  const index: LiveIndex = {};
  for (const file of files) {
    const { id, access, query } = file.gallery;
    index[id] = { file: nameOf(id), access, query };
    writeFileSync(new URL(nameOf(id), folder), JSON.stringify(file));
  }
  writeFileSync(new URL(LIVE_INDEX, folder), JSON.stringify(index));
}

export interface StoredLive {
  /** By the ids of galleries, in their NFC form. */
  index: LiveIndex;
  read(id: string): Promise<LiveFile | undefined>;
}

/** From where an adapter puts the server's code to the folder beside it. */
const UP = ['./', '../', '../../'];

/** Reads them again, as far as there are any: an adapter may leave them behind. */
export function storedLive(code: string): StoredLive {
  for (const up of UP) {
    const folder = new URL(`${up}${LIVE_FOLDER}/`, code);
    let index: LiveIndex;
    try {
      index = JSON.parse(readFileSync(new URL(LIVE_INDEX, folder), 'utf8'));
    } catch {
      // Not there: perhaps one further up.
      continue;
    }
    return {
      index,
      async read(id) {
        if (!Object.hasOwn(index, id)) return undefined;
        const { file } = index[id] as LiveIndex[string];
        return JSON.parse(await readFile(new URL(file, folder), 'utf8'));
      },
    };
  }
  return { index: {}, read: async () => undefined };
}
