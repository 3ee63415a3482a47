import { createHash } from 'node:crypto';
import { z } from 'astro/zod';
import { touchStore } from '../../astro/internals/store-timing.js';

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
