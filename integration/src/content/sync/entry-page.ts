import type { UnreadItem } from '../../api-video/read-item.js';
import type { VideoQuery } from '../../contract/video-query.js';
import type { LooseEntry } from './entry.js';

/** One page of the account's videos, and what api.video counts. */
export interface EntryPage {
  /** Each id once. */
  entries: readonly LooseEntry[];
  unread: readonly UnreadItem[];
  /** How many items it held: more than entries where some cannot be read, or an id stands twice. */
  items: number;
  pagesTotal: number;
  itemsTotal: number;
}

export type ReadPage = (query: VideoQuery, page: number) => Promise<EntryPage>;
