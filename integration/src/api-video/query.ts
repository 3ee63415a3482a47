import type { VideoQuery } from '../contract/video-query.js';

/**
 * The list of all videos whose pages grants name: new videos come last, so that those before them keep their page. How
 * videos of one moment are ordered is not promised (api-video.md, "Lists of videos").
 */
export const OLDEST_FIRST = { sortBy: 'createdAt', sortOrder: 'asc' } as const satisfies VideoQuery;

/** The list that is read to find what has changed. */
export const NEWEST_CHANGE_FIRST = { sortBy: 'updatedAt', sortOrder: 'desc' } as const satisfies VideoQuery;

/** Whether a query lists all videos, oldest first. */
export function isOldestFirst({ sortBy, sortOrder, ...filters }: VideoQuery): boolean {
  const isSorted = sortBy === OLDEST_FIRST.sortBy && sortOrder === OLDEST_FIRST.sortOrder;
  return isSorted && Object.keys(filters).length === 0;
}

/** The largest page api.video gives. */
export const PAGE_SIZE = 100;

/** The path of one page of a list (api-video.md, "Lists of videos"). Pages count from 1. */
export function listPath(query: VideoQuery, page: number, pageSize = PAGE_SIZE): string {
  const search = new URLSearchParams();
  if (query.title) search.set('title', query.title);
  for (const tag of query.tags ?? []) search.append('tags[]', tag);
  for (const [key, value] of Object.entries(query.metadata ?? {})) search.set(`metadata[${key}]`, value);
  search.set('sortBy', query.sortBy);
  search.set('sortOrder', query.sortOrder);
  search.set('currentPage', String(page));
  search.set('pageSize', String(pageSize));
  return `/videos?${search}`;
}
