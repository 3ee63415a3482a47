import { readFileSync } from 'node:fs';

/** The sandbox's own clips; `sandbox/scripts/make-media.mjs` draws them. */
const MEDIA = new URL('../../media/', import.meta.url);

const files = new Map<string, Buffer>();

/** A file of the collection, read when it is first asked for. */
export function clipFile(name: string): Buffer {
  const known = files.get(name);
  if (known) return known;
  const file = readFileSync(new URL(name, MEDIA));
  files.set(name, file);
  return file;
}
