/** What lists of videos can be sorted by. */
export const VIDEO_SORTS = ['publishedAt', 'createdAt', 'updatedAt', 'title'] as const;

/**
 * The filters and the order of a list of videos, in the words of api.video. Grants hold it as JSON: the order in which
 * its members are written belongs to their bytes.
 */
export interface VideoQuery {
  title?: string;
  /** Videos that carry all of them. */
  tags?: readonly string[];
  /** Videos whose metadata hold all of these pairs. */
  metadata?: Readonly<Record<string, string>>;
  sortBy: (typeof VIDEO_SORTS)[number];
  sortOrder: 'asc' | 'desc';
}
