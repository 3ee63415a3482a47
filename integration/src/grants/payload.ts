import { languagesIn } from '../contract/chapters.js';
import type { VideoQuery } from '../contract/video-query.js';

/** How the token of a video can be minted cheaply. Pages hold 100 videos and count from 1. */
export type GrantSource =
  /** Its page in the list of all videos, oldest first. */
  | { kind: 'order'; page: number }
  /** Its page in the list that made its gallery. */
  | { kind: 'query'; page: number; query: VideoQuery };

/** What a grant says: which video, for whom, and how to mint it. */
export interface GrantPayload {
  videoId: string;
  access: string;
  source: GrantSource;
  /** Only in discreet galleries, whose pages hold no titles. */
  title?: string;
  caption?: string;
  /** The languages it has chapters in. Here, since neither a discreet page nor the watch page could say them. */
  chapters?: readonly string[];
  /** Seconds since 1970 from which it is worth nothing: its gallery ends then. */
  until?: number;
}

type Packed = [string, string, number, VideoQuery | 0, string?, string?, string?, number?];

/** Packs a payload as tightly as JSON allows: a page carries one grant per video. */
export function encodePayload({
  videoId,
  access,
  source,
  title,
  caption,
  chapters = [],
  until,
}: GrantPayload): string {
  const packed: Packed = [videoId, access, source.page, source.kind === 'query' ? source.query : 0];
  const hasMore = chapters.length > 0 || until !== undefined;
  if (title !== undefined || caption !== undefined || hasMore) packed.push(title ?? '', caption ?? '');
  if (hasMore) packed.push(chapters.join(' '));
  if (until !== undefined) packed.push(until);
  return JSON.stringify(packed);
}

/** Reads what `encodePayload` wrote; the seal has already proved that nobody else did. */
export function decodePayload(text: string): GrantPayload {
  const [videoId, access, page, query, title, caption, chapters, until] = JSON.parse(text) as Packed;
  return {
    videoId,
    access,
    source: query === 0 ? { kind: 'order', page } : { kind: 'query', page, query },
    ...(title ? { title } : {}),
    ...(caption ? { caption } : {}),
    ...(chapters ? { chapters: languagesIn(chapters) } : {}),
    ...(until !== undefined ? { until } : {}),
  };
}
