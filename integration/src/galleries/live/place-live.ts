import { PAGE_SIZE } from '../../api-video/query.js';
import type { IndexedVideo } from '../catalogue-index.js';
import { type PlacedVideo, placeVideo } from '../resolve.js';
import { inOrder } from '../select.js';
import type { LiveGallery } from './live-gallery.js';

/** The videos that a live gallery shows, in its order. What a build would refuse is left out. */
export function shownIn(
  { query, exclude, limit }: LiveGallery,
  list: readonly IndexedVideo[],
): readonly IndexedVideo[] {
  const excluded = new Set(exclude);
  const shown = list.filter(({ id, unusable }) => !excluded.has(id) && unusable === undefined);
  return inOrder(shown, query).slice(0, limit);
}

/** A video at its place there: its grant names the page of the list that it was on. */
export function placeLive({ query, unpublishAt }: LiveGallery, video: IndexedVideo): PlacedVideo {
  return {
    ...placeVideo(video),
    source: { kind: 'query', page: Math.floor(video.position / PAGE_SIZE) + 1, query },
    ...(unpublishAt === undefined ? {} : { until: Math.floor(unpublishAt / 1000) }),
  };
}
