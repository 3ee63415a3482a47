import type { VideoQuery } from '../contract/video-query.js';
import type { GrantPayload } from './payload.js';

/**
 * Access values that count no more, by video or by the name of a live gallery's query: what pages of earlier builds were sealed with, and the values the video
 * has now. `{ viX: { public: ['members'] } }`
 */
export type Narrowed = Readonly<Record<string, Readonly<Record<string, readonly string[]>>>>;

/** Stands in the server's code until the pages are built, which tell what is published now. */
export const NARROWED_PLACEHOLDER = '@@VITRINE_NARROWED@@';

/** What a page that is rendered on demand has sealed in this process is published, whatever was built. */
const sealedOnDemand = new Set<string>();
const MOST_SEALED = 100_000;

const nameOf = (videoId: string, access: string) => JSON.stringify([videoId, access]);

export function noteSealed(videoId: string, access: string): void {
  if (sealedOnDemand.size < MOST_SEALED) sealedOnDemand.add(nameOf(videoId, access));
}

const QUERY = 'query ';

/** Stands for the videos of a live gallery: no build knows which ones it will have published. */
export const queryName = (query: VideoQuery): string => QUERY + JSON.stringify(query);
export const isQueryName = (name: string): boolean => name.startsWith(QUERY);

/** The access values that decide on a grant; undefined where its own does. */
export type CurrentAccess = (
  grant: Pick<GrantPayload, 'videoId' | 'source'>,
  access: string,
) => readonly string[] | undefined;

export function currentAccess(narrowed: Narrowed): CurrentAccess | undefined {
  const byVideo = new Map(
    Object.entries(narrowed).map(([id, values]) => [id, new Map(Object.entries(values))]),
  );
  if (byVideo.size === 0) return undefined;
  return ({ videoId, source }, access) => {
    const ofQuery = source.kind === 'query' && byVideo.get(queryName(source.query))?.get(access);
    // What a live gallery shows is published by it, whatever was published before.
    if (ofQuery) return ofQuery.includes(access) ? undefined : ofQuery;
    const now = byVideo.get(videoId)?.get(access);
    return now && !sealedOnDemand.has(nameOf(videoId, access)) ? now : undefined;
  };
}
