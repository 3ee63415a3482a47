import { isDeepStrictEqual } from 'node:util';
import type { LoaderContext } from 'astro/loaders';
import type { StoredVideo } from '../catalogue.js';
import type { CatalogueEntry } from './entry.js';
import { createSharing } from './shared-values.js';
import type { Validator, ValidEntry } from './validate.js';

export interface NewContent {
  entries: readonly CatalogueEntry[];
  /** Ids of entries to be checked against the schema: the others are as they were stored. */
  changed: ReadonlySet<string>;
  /** Ids of which only the status is new. */
  statuses: ReadonlySet<string>;
  before: ReadonlyMap<string, StoredVideo>;
}

/**
 * Makes the store hold these entries, and touches only what differs. Everything is ready before the first change, and
 * `done` follows in the same turn, told whether anything was written: an interrupted build leaves the store as it was, or
 * complete.
 */
export async function writeStore(
  { store, generateDigest }: Pick<LoaderContext, 'store' | 'generateDigest'>,
  validated: Validator['validated'],
  { entries, changed, statuses, before }: NewContent,
  done: (written: boolean) => void,
): Promise<void> {
  const fresh: ValidEntry[] = [];
  for (const entry of entries) {
    const { id, position } = entry;
    if (!changed.has(id) && !statuses.has(id) && before.get(id)?.position === position) continue;
    if (changed.has(id)) fresh.push(await validated(entry));
    else {
      const data = { ...entry.data, position };
      fresh.push({ id, data, digest: String(generateDigest(data)) });
    }
  }
  const known = new Set(entries.map(({ id }) => id));
  const gone = store.keys().filter((id) => !known.has(id));
  for (const id of gone) store.delete(id);
  const share = createSharing(fresh.length > 0 ? before.values() : []);
  for (const entry of fresh) {
    if (isDamaged(store.get(entry.id), entry)) store.delete(entry.id);
    store.set({ ...entry, data: share(entry.data) });
  }
  done(fresh.length > 0 || gone.length > 0);
}

/** Whether an entry is not what its digest says; the store would keep it, since it compares digests alone. */
function isDamaged(
  stored: ReturnType<LoaderContext['store']['get']>,
  { id, data, digest }: ValidEntry,
): boolean {
  return stored?.digest === digest && !(stored.id === id && isDeepStrictEqual(stored.data, data));
}
