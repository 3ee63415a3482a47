import { createHash } from 'node:crypto';
import { z } from 'astro/zod';
import { touchStore } from '../../astro/internals/store-timing.js';

const stateSchema = z.object({
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
export type SyncState = z.output<typeof stateSchema>;

/** The part of Astro's `MetaStore` that is used. */
export interface Meta {
  get(key: string): string | undefined;
  set(key: string, value: string): void;
  delete(key: string): void;
}

const KEY = 'sync';

export function readSyncState(meta: Meta): SyncState | undefined {
  try {
    return stateSchema.parse(JSON.parse(meta.get(KEY) ?? ''));
  } catch {
    return undefined;
  }
}

/** @param content Digest of what is stored; without one, or without facts, the next sync begins anew. */
export function writeSyncState(
  meta: Meta,
  facts: Omit<SyncState, 'content'> | undefined,
  content: string | undefined,
): void {
  if (facts && content) meta.set(KEY, JSON.stringify({ ...facts, content: sealOf(facts, content) }));
  else meta.delete(KEY);
}

/** Covers what cannot be compared with what is so now. */
function sealOf(facts: Omit<SyncState, 'content'>, content: string): string {
  const { seenUpTo, unread, others, at, wholeAt } = facts;
  return createHash('sha256')
    .update(JSON.stringify([content, seenUpTo ?? '', unread, others, at, wholeAt]))
    .digest('base64url');
}

/** Whether what is stored, by its digest, is what a sync left there with this. */
export function isIntact(state: SyncState, content: string | undefined): boolean {
  return content !== undefined && state.content === sealOf(state, content);
}

/** Says that more is to come. */
export const touch = (meta: Meta): void => touchStore(meta, KEY);
