import { createHash } from 'node:crypto';
import type { Loader, LoaderContext } from 'astro/loaders';
import type { z } from 'astro/zod';

export interface StoredEntry {
  id: string;
  data: Record<string, unknown>;
  digest?: string | number;
}

/** A content collection in memory, kept as Astro keeps one between builds. */
export interface Collection {
  entries: Map<string, StoredEntry>;
  meta: Map<string, string>;
  /** What the loaders logged, without their levels. */
  lines: string[];
  /** Ids that were set or deleted by the loads, in order. */
  writes: string[];
  /** Ids that were checked against the schema. */
  parsed: string[];
  load(loader: Loader): Promise<void>;
}

export function createCollection(): Collection {
  const entries = new Map<string, StoredEntry>();
  const meta = new Map<string, string>();
  const collection: Collection = {
    entries,
    meta,
    lines: [],
    writes: [],
    parsed: [],
    async load(loader) {
      const log = (message: string) => collection.lines.push(message);
      const { schema } = loader as unknown as { schema: z.ZodType<Record<string, unknown>> };
      const context = {
        store: {
          get: (id: string) => entries.get(id),
          keys: () => [...entries.keys()],
          values: () => [...entries.values()],
          entries: () => [...entries],
          set(entry: StoredEntry) {
            if (entries.get(entry.id)?.digest === entry.digest) return false;
            entries.set(entry.id, entry);
            collection.writes.push(entry.id);
            return true;
          },
          delete(id: string) {
            entries.delete(id);
            collection.writes.push(id);
          },
        },
        meta: {
          get: (key: string) => meta.get(key),
          set: (key: string, value: string) => void meta.set(key, value),
          delete: (key: string) => void meta.delete(key),
        },
        logger: { info: log, warn: log, error: log },
        async parseData({ id, data }: { id: string; data: Record<string, unknown> }) {
          collection.parsed.push(id);
          return schema.parseAsync(data);
        },
        generateDigest: (data: unknown) =>
          createHash('sha1')
            .update(typeof data === 'string' ? data : JSON.stringify(data))
            .digest('hex'),
      };
      await loader.load(context as unknown as LoaderContext);
    },
  };
  return collection;
}
