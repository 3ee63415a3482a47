/** The filters and the order of a list of videos (api-video.md, "Lists of videos"). */
export interface VideoQuery {
  title?: string;
  /** Videos that carry all of them. */
  tags?: readonly string[];
  /** Videos whose metadata hold all of these pairs. */
  metadata?: Readonly<Record<string, string>>;
  sortBy: VideoSort;
  sortOrder: 'asc' | 'desc';
}

export type VideoSort = 'title' | 'createdAt' | 'publishedAt' | 'updatedAt';

/** The largest page api.video gives. */
export const PAGE_SIZE = 100;

export function listPath(query: VideoQuery, page: number): string {
  const search = new URLSearchParams();
  if (query.title) search.set('title', query.title);
  for (const tag of query.tags ?? []) search.append('tags[]', tag);
  for (const [key, value] of Object.entries(query.metadata ?? {})) search.set(`metadata[${key}]`, value);
  search.set('sortBy', query.sortBy);
  search.set('sortOrder', query.sortOrder);
  search.set('currentPage', String(page));
  search.set('pageSize', String(PAGE_SIZE));
  return `/videos?${search}`;
}
