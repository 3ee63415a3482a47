import { createHmac } from 'node:crypto';
import { z } from 'astro/zod';
import type { AccountAccess } from './account.js';
import { timeOf } from './entry.js';
import { storedVideoSchema } from './stored.js';

const memorySchema = z.object({
  /** Digest of the form in which videos are stored. */
  form: z.string(),
  /** Digest of whose videos they are. */
  account: z.string(),
  /** Digest of what was stored. */
  content: z.string(),
  /** The latest `updatedAt` at api.video when the sync began. */
  seenUpTo: z.string().optional(),
  /** When the sync began, by the clock of the machine that built. */
  at: z.number(),
  /** When everything was read for the last time, in milliseconds since 1970. */
  wholeAt: z.number(),
});

/** What one sync leaves for the next, beside the videos themselves. */
export type SyncMemory = z.output<typeof memorySchema>;

/** The part of Astro's `MetaStore` that is used. */
export interface Meta {
  get(key: string): string | undefined;
  set(key: string, value: string): void;
  delete(key: string): void;
}

const KEY = 'sync';

export function recall(meta: Meta): SyncMemory | undefined {
  try {
    return memorySchema.parse(JSON.parse(meta.get(KEY) ?? ''));
  } catch {
    return undefined;
  }
}

export function remember(meta: Meta, memory: SyncMemory | undefined): void {
  if (memory) meta.set(KEY, JSON.stringify(memory));
  else meta.delete(KEY);
}

/**
 * Changes nothing, and says that more is to come: Astro writes the whole store half a second after it was last touched,
 * beside once at the end.
 */
export function touch(meta: Meta): void {
  const known = meta.get(KEY);
  if (known) meta.set(KEY, known);
}

/** Raised when entries are made differently from the same video, so that what is stored is read anew. */
const VERSION = 2;

export const storedForm = () => JSON.stringify([VERSION, z.toJSONSchema(storedVideoSchema)]);

/** Tells accounts and environments apart. The key signs and is not to be found in it. */
export function accountDigest({ apiKey, apiUrl, hosts }: AccountAccess): string {
  return createHmac('sha256', apiKey)
    .update(JSON.stringify(['astro-vitrine sync', apiUrl, hosts]))
    .digest('base64url')
    .slice(0, 22);
}

/** Of what is stored, in any order. */
export function contentOf(stored: Iterable<{ id: string; digest?: string | number | undefined }>): string {
  return JSON.stringify(Array.from(stored, ({ id, digest }) => `${id} ${digest}`).sort());
}

const DAY = 86_400_000;

/** Whether nothing had changed for so long when a sync began that no clock's error comes near it. */
export const wasQuiet = ({ at, seenUpTo }: Pick<SyncMemory, 'at' | 'seenUpTo'>): boolean =>
  at - timeOf(seenUpTo) > DAY;

/** What api.video does not promise to tell is found by then at the latest. */
export const LONGEST_TRUST = 7 * DAY;

/** Why what is stored cannot be built upon; undefined if it can. */
export function distrust(
  memory: SyncMemory | undefined,
  now: Pick<SyncMemory, 'form' | 'account' | 'content'> & { time: number; asked: boolean },
): string | undefined {
  if (now.asked) return 'as asked for';
  if (!memory) return 'there is no complete list of an earlier build';
  if (memory.account !== now.account)
    return 'the key, the address or the hosts are not those of the last build';
  if (memory.form !== now.form) return 'videos are stored in another form now';
  if (memory.content !== now.content) return 'the stored list is not as the last build left it';
  const age = now.time - memory.wholeAt;
  if (!(age >= 0 && age < LONGEST_TRUST)) return 'that was last done a week ago, or the clock was wrong';
  return undefined;
}
