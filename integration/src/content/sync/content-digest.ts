import { createHash, createHmac } from 'node:crypto';
import { z } from 'astro/zod';
import { storedVideoSchema } from '../catalogue.js';
import type { AccountAccess } from './account-reader.js';

/** Raised when entries are made differently from the same video, so that what is stored is read anew. */
const VERSION = 3;

/** The form in which videos are stored. */
export const storedForm = () => JSON.stringify([VERSION, z.toJSONSchema(storedVideoSchema)]);

/** Tells accounts and environments apart. The key signs and is not to be found in it. */
export function accountDigest({ apiKey, apiUrl, hosts }: AccountAccess): string {
  return createHmac('sha256', apiKey)
    .update(JSON.stringify(['astro-vitrine sync', apiUrl, hosts]))
    .digest('base64url')
    .slice(0, 22);
}

/** What a store holds under its keys. */
export type StoreEntries = Iterable<readonly [key: string, { id: string; data: unknown }]>;

/**
 * Of what is stored, in any order: of the data themselves, since an entry's own digest says what they once were. Damage
 * may be of any kind, such as data that are no JSON; these have no digest.
 */
export function contentDigest(stored: StoreEntries): string | undefined {
  const digest = createHash('sha256');
  try {
    for (const [key, { id, data }] of [...stored].sort(([a], [b]) => (a < b ? -1 : 1)))
      digest.update(JSON.stringify([key, id, data]));
    return digest.digest('base64url');
  } catch {
    return undefined;
  }
}
