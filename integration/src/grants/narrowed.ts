/**
 * Access values that count no more, by video: what pages of earlier builds were sealed with, and the values the video
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

/** The access values that decide on a grant; undefined where its own does. */
export type CurrentAccess = (videoId: string, access: string) => readonly string[] | undefined;

export function currentAccess(narrowed: Narrowed): CurrentAccess | undefined {
  const byVideo = new Map(
    Object.entries(narrowed).map(([id, values]) => [id, new Map(Object.entries(values))]),
  );
  if (byVideo.size === 0) return undefined;
  return (videoId, access) => {
    const now = byVideo.get(videoId)?.get(access);
    return now && !sealedOnDemand.has(nameOf(videoId, access)) ? now : undefined;
  };
}
