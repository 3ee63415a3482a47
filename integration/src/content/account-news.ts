import type { UnreadItem } from '../api-video/read-item.js';
import { processWide } from '../astro/internals/process-wide.js';

/** What this run learned of the account. */
export interface AccountNews {
  videos: Map<string, { public: boolean; playable?: boolean | undefined }>;
  /** Videos made public since the last build, and titles by id of those deleted since. */
  opened: Set<string>;
  deleted: Map<string, string>;
  /** What api.video lists and nobody can read, by id. */
  unread: ReadonlyMap<string, UnreadItem>;
}

export const accountNews = (): AccountNews =>
  processWide('account', () => ({
    videos: new Map(),
    opened: new Set(),
    deleted: new Map(),
    unread: new Map(),
  }));
