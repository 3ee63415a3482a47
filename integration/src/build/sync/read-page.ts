import type { VideoQuery } from '../../api-video/query.js';
import type { LooseEntry } from './entry.js';

/** One page of the account's videos, and what api.video counts. */
export interface EntryPage {
  entries: readonly LooseEntry[];
  pagesTotal: number;
  itemsTotal: number;
}

export type ReadPage = (query: VideoQuery, page: number) => Promise<EntryPage>;
