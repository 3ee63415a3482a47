import { createHmac } from 'node:crypto';
import type { UnreadItem } from '../../api-video/read-item.js';
import type { LooseEntry } from './entry.js';

/** Short digests that say nothing to whoever does not have the key of the account. */
export interface VideoDigests {
  ofId(id: string): string;
  /** Of what the list says of a video: its length and whether it plays are not in there. */
  ofEntry(entry: LooseEntry): string;
  ofUnread(item: UnreadItem): string;
}

/** 96 bits. */
const LENGTH = 16;

/** The order in which members are written is no difference. */
function inOrder(_key: string, value: unknown): unknown {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
    ? Object.fromEntries(Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1)))
    : value;
}

export function createDigests(apiKey: string): VideoDigests {
  const digest = (...parts: unknown[]) =>
    createHmac('sha256', apiKey)
      .update(JSON.stringify(['astro-vitrine', ...parts], inOrder))
      .digest('base64url')
      .slice(0, LENGTH);
  return {
    ofId: (id) => digest('id', id),
    ofEntry({ id, data: { playable: _, duration: __, ...data } }) {
      return digest('video', id, data);
    },
    ofUnread: ({ id, title, why }) => digest('unread', id, title, why),
  };
}
