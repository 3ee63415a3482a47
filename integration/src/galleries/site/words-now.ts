import type { ShownWords } from '../../contract/shown-words.js';
import { allGalleries, placedIn } from './collections.js';
import { shownWords } from './shown-words.js';

/** In development: what the galleries say of a video at this moment. One that fails says nothing. */
export async function wordsNow(videoId: string): Promise<ShownWords[]> {
  const galleries = await allGalleries();
  const words = galleries.map(async (gallery) =>
    shownWords(gallery, await placedIn(gallery).catch(() => [])),
  );
  return (await Promise.all(words)).flat().flatMap(([id, shown]) => (id === videoId ? shown : []));
}
