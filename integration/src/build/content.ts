import { getSecret } from 'astro:env/server';
import type { Loader } from 'astro/loaders';
import { createVideoLoader, type VideoLoaderOptions } from './loader.js';

export { type GalleryData, gallerySchema } from './gallery-schema.js';

/**
 * Loads every video of the api.video account into a content collection: ids, titles, tags, metadata and dates, never
 * a token. Reads `APIVIDEO_API_KEY` and `APIVIDEO_API_URL` (default: production) from the environment or `.env`.
 *
 * @example
 * videos: defineCollection({ loader: videoLoader() })
 */
export function videoLoader(options?: VideoLoaderOptions): Loader {
  return createVideoLoader(getSecret, options);
}
