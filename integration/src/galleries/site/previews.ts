import { site } from 'virtual:vitrine/site';
import type { GalleryData } from '../../content/gallery-schema.js';
import { hasPreviews } from '../discreet.js';
import type { Previews } from '../previews/preview.js';
import { previewSlot } from '../previews/preview-slot.js';
import type { PlacedVideo } from '../resolve.js';
import { allGalleries, placedIn } from './collections.js';

const NONE: Previews = new Map();

/** The videos of all galleries that have previews, each once; one that cannot be built says so when its turn comes. */
async function videosWithPreviews() {
  const galleries = (await allGalleries()).filter(({ data }) => hasPreviews(data));
  const placed = await Promise.all(galleries.map((gallery) => placedIn(gallery).catch(() => [])));
  return [...new Set(placed.flat().map(({ video }) => video))];
}

let together: Promise<void> | undefined;

/** The previews of some videos, by what says who may see these; none but in a build, and none in `astro dev` that no build has made. */
export async function previewsOf(
  shown: Pick<GalleryData, 'access' | 'discreet'>,
  placed: readonly PlacedVideo[],
): Promise<Previews> {
  const { of } = previewSlot();
  if (!site.previews || !of || !hasPreviews(shown)) return NONE;
  if (site.pages && !import.meta.env.DEV) {
    // All at once take the fewest reads.
    together ??= videosWithPreviews().then(async (videos) => {
      await of(videos);
    });
    await together;
  }
  return of(placed.map(({ video }) => video));
}
