import type { CardView } from '../../types.js';

/** A row of a wide page: so many pictures are loaded at once, the others as they come near the viewport. */
const FIRST_ROW = 4;

/** What the grids of one page have asked of its browser so far. */
const pages = new WeakMap<Request, Set<string>>();

/** Where the pictures of some cards come from; a relayed one comes from the site itself. */
function originsOf(videos: readonly CardView[], mediaOrigin: string | undefined): Set<string> {
  const origins = new Set<string>();
  const isNamed = (address: string) => [...origins].some((origin) => address.startsWith(`${origin}/`));
  for (const video of videos) {
    if (video.kind === 'public') {
      if (!isNamed(video.thumbnail)) origins.add(new URL(video.thumbnail).origin);
    } else if (!video.thumbnail && mediaOrigin) origins.add(mediaOrigin);
  }
  return origins;
}

/**
 * Marks the first row of a page's first grid, and gives the origins that no grid of the page has named before: the browser
 * can connect to them before it knows an address there.
 *
 * @param request Stands for the page.
 * @param mediaOrigin Where the pictures of private videos come from, if that is known.
 */
export function firstPictures(
  request: Request,
  videos: readonly CardView[],
  mediaOrigin: string | undefined,
): { videos: readonly CardView[]; origins: string[] } {
  const named = pages.get(request);
  const known = named ?? new Set();
  pages.set(request, known);
  const origins = [...originsOf(videos, mediaOrigin)].filter((origin) => !known.has(origin));
  for (const origin of origins) known.add(origin);
  if (named) return { videos, origins };
  return {
    videos: videos.map((video, place) => (place < FIRST_ROW ? { ...video, eager: true } : video)),
    origins,
  };
}
