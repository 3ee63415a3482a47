import type { UnreadItem } from '../../api-video/read-item.js';
import type { VideoQuery } from '../../contract/video-query.js';
import type { CatalogueVideo } from '../catalogue.js';

export interface CatalogueEntry {
  id: string;
  /** Its place among all videos, oldest first, from 0. */
  position: number;
  data: CatalogueVideo;
}

/** Without the place, which the whole list decides. */
export type LooseEntry = Omit<CatalogueEntry, 'position'>;

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

/** Whether it is known when it changed for the last time. */
export const isDated = ({ data }: LooseEntry): boolean => !Number.isNaN(timeOf(data.updatedAt));

/** Milliseconds since 1970; NaN where api.video gave no date, or one that is none. */
export const timeOf = (date: string | null | undefined): number => Date.parse(date ?? '');
