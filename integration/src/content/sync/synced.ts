import type { UnreadItem } from '../../api-video/read-item.js';
import { processWide } from '../../astro/internals/process-wide.js';
import type { AccountSeal } from './account-seal.js';
import type { CatalogueEntry } from './entry.js';
import type { SyncState } from './sync-state.js';
import type { VideoDigests } from './video-digest.js';

/** What the sync of this run found, for what a build leaves behind. */
export interface Synced extends Pick<SyncState, 'account' | 'seenUpTo' | 'others' | 'at' | 'wholeAt'> {
  digests: VideoDigests;
  seal: AccountSeal['seal'];
  hosts: readonly string[];
  entries: readonly CatalogueEntry[];
  unread: readonly UnreadItem[];
  /** False where the list may lack some videos. */
  agrees: boolean;
  /** Whether lengths are asked for, and whether the quota left some of them for the next build. */
  statuses: boolean;
  statusesLeft: boolean;
}

export const syncedSlot = (): { last?: Synced } => processWide('synced', () => ({}));
