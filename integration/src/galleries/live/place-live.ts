import { PAGE_SIZE } from '../../api-video/query.js';
import type { IndexedVideo } from '../catalogue-index.js';
import { type PlacedVideo, placeVideo } from '../resolve.js';
import { inOrder } from '../select.js';
import type { LiveGallery } from './live-gallery.js';

/**
 * The videos of a live gallery at their places. What a build would refuse is left out.
 *
 * @param list What api.video listed; each video with its position there.
 */
export function placeLive(gallery: LiveGallery, list: readonly IndexedVideo[]): PlacedVideo[] {
  const { query, exclude, limit, unpublishAt } = gallery;
  const excluded = new Set(exclude);
  const shown = list.filter(({ id, unusable }) => !excluded.has(id) && unusable === undefined);
  const until = unpublishAt === undefined ? {} : { until: Math.floor(unpublishAt / 1000) };
  return inOrder(shown, query)
    .slice(0, limit)
    .map((video) => ({
      ...placeVideo(video),
      source: { kind: 'query', page: Math.floor(video.position / PAGE_SIZE) + 1, query },
      ...until,
    }));
}
