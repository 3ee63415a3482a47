import { createHash, createHmac } from 'node:crypto';
import { z } from 'astro/zod';
import { touchStore } from '../../astro/internals/store-timing.js';
import { storedVideoSchema } from '../catalogue.js';
import type { AccountAccess } from './account-reader.js';
import { timeOf } from './entry.js';

const memorySchema = z.object({
  /** Digest of the form in which videos are stored. */
  form: z.string(),
  /** Digest of whose videos they are. */
  account: z.string(),
  /** Seal of what was stored, and of what else is kept here. */
  content: z.string(),
  /** The latest `updatedAt` at api.video when the sync began. */
  seenUpTo: z.string().optional(),
  /** Items that could not be read, and how many items api.video counted beside what is stored. */
  unread: z
    .array(z.object({ id: z.string().optional(), title: z.string().optional(), why: z.string() }))
    .default([]),
  others: z.number().default(0),
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

/** @param content Digest of what is stored; without one, or without facts, the next sync begins anew. */
export function remember(
  meta: Meta,
  facts: Omit<SyncMemory, 'content'> | undefined,
  content: string | undefined,
): void {
  if (facts && content) meta.set(KEY, JSON.stringify({ ...facts, content: sealOf(facts, content) }));
  else meta.delete(KEY);
}

/** Covers what cannot be compared with what is so now. */
function sealOf(facts: Omit<SyncMemory, 'content'>, content: string): string {
  const { seenUpTo, unread, others, at, wholeAt } = facts;
  return createHash('sha256')
    .update(JSON.stringify([content, seenUpTo ?? '', unread, others, at, wholeAt]))
    .digest('base64url');
}

/** Whether what is stored, by its digest, is what a sync left there with this. */
export function isIntact(memory: SyncMemory, content: string | undefined): boolean {
  return content !== undefined && memory.content === sealOf(memory, content);
}

/** Says that more is to come. */
export const touch = (meta: Meta): void => touchStore(meta, KEY);

/** Raised when entries are made differently from the same video, so that what is stored is read anew. */
const VERSION = 3;

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

const DAY = 86_400_000;

/** Whether nothing had changed for so long when a sync began that no clock's error comes near it. */
export const wasQuiet = ({ at, seenUpTo }: Pick<SyncMemory, 'at' | 'seenUpTo'>): boolean =>
  at - timeOf(seenUpTo) > DAY;

/** What api.video does not promise to tell is found by then at the latest. */
export const LONGEST_TRUST = 7 * DAY;

/** Why what is stored cannot be built upon; undefined if it can. */
export function distrust(
  memory: SyncMemory | undefined,
  now: Pick<SyncMemory, 'form' | 'account'> & { content: string | undefined; time: number; asked: boolean },
): string | undefined {
  if (now.asked) return 'as asked for';
  if (!memory) return 'there is no complete list of an earlier build';
  if (memory.account !== now.account)
    return 'the key, the address or the hosts are not those of the last build';
  if (memory.form !== now.form) return 'videos are stored in another form now';
  if (!isIntact(memory, now.content)) return 'the stored list is not as the last build left it';
  const age = now.time - memory.wholeAt;
  if (!(age >= 0 && age < LONGEST_TRUST)) return 'that was last done a week ago, or the clock was wrong';
  return undefined;
}
