import type { LibraryVideo } from '../../contract/library.js';
import { placeVideo } from '../resolve.js';
import { allGalleries, catalogue, placedIn } from './collections.js';
import { thumbnailOf } from './site-cards.js';

/** Every video of the account, the newest first, with the galleries it stands in. One that fails shows none. */
export async function library(): Promise<LibraryVideo[]> {
  const galleries = await allGalleries();
  const shown = new Map<string, string[]>();
  for (const gallery of galleries) {
    for (const { video } of await placedIn(gallery).catch(() => []))
      shown.set(video.id, [...(shown.get(video.id) ?? []), gallery.data.title]);
  }
  const { all } = await catalogue();
  return all.toReversed().map((video) => ({
    id: video.id,
    title: video.title,
    tags: video.tags,
    picture: video.assets?.thumbnail ?? thumbnailOf(placeVideo(video), 'public'),
    galleries: shown.get(video.id) ?? [],
  }));
}
