import { PAGE_SIZE } from '../../api-video/query.js';
import type { IndexedVideo } from '../catalogue-index.js';

/** One read at api.video, and the videos that it is made for. */
export type PictureRead =
  /** A page of the list of all videos, oldest first. */
  | { page: number; videos: readonly IndexedVideo[] }
  /** One video by its id. */
  | { page?: undefined; videos: readonly [IndexedVideo] };

export const readById = (video: IndexedVideo): PictureRead => ({ videos: [video] });

/**
 * The fewest reads that give tokens of all these videos: a page of the list serves a hundred of them. Those that are
 * named first come first.
 */
export function planReads(videos: readonly IndexedVideo[]): PictureRead[] {
  const pages = Map.groupBy(videos, ({ position }) => Math.floor(position / PAGE_SIZE) + 1);
  return Array.from(pages, ([page, wanted]) => {
    const [first, second] = wanted;
    return first && !second ? readById(first) : { page, videos: wanted };
  });
}
