import { OLDEST_FIRST } from '../../../api-video/query.js';
import type { MintingVideo } from '../../../api-video/schema.js';
import type { VideoQuery } from '../../../contract/video-query.js';
import type { GrantSource } from '../../../grants/payload.js';

/** One page of one list at api.video. */
export interface PageRead {
  /** Equal for equal pages. */
  key: string;
  query: VideoQuery;
  page: number;
  /** Whether the query is a gallery's own, not the order of the whole account. */
  isQuery: boolean;
}

export const pageKeyOf = (query: VideoQuery, page: number): string => `${page} ${JSON.stringify(query)}`;

/** Verified grants are remembered, and with them their sources: the key is spelled out once for each. */
const known = new WeakMap<GrantSource, PageRead>();

export function pageOf(source: GrantSource): PageRead {
  const remembered = known.get(source);
  if (remembered) return remembered;
  const query = source.kind === 'query' ? source.query : OLDEST_FIRST;
  const read = {
    key: pageKeyOf(query, source.page),
    query,
    page: source.page,
    isQuery: source.kind === 'query',
  };
  known.set(source, read);
  return read;
}

/** What one read brought. */
export interface ReadResult {
  videos: readonly MintingVideo[];
  /** The page that was read; undefined for a video read by itself. */
  page: PageRead | undefined;
  /** When the read began, on the issuer's clock. */
  askedAt: number;
  /** Whether somebody who keeps the list has heard of it, and will ask for it again soon. */
  isWatched?: boolean;
}
