import { getSecret } from 'astro:env/server';
import { AstroError } from 'astro/errors';
import type { Loader } from 'astro/loaders';
import type { VideoLoaderOptions } from './loader.js';
import { loaderSlot } from './loader-slot.js';

export { type GalleryData, gallerySchema } from './gallery-schema.js';

/**
 * Loads every video of the api.video account into a content collection: ids, titles, tags, metadata and dates, never
 * a token. Reads `APIVIDEO_API_KEY` and `APIVIDEO_API_URL` (default: production) from the environment or `.env`.
 *
 * @example
 * videos: defineCollection({ loader: videoLoader() })
 */
export function videoLoader(options?: VideoLoaderOptions): Loader {
  const create = loaderSlot().create;
  if (create) return create(getSecret, options);
  throw new AstroError(
    'videoLoader() needs the integration, which this site does not have.',
    'Run `npx astro add astro-vitrine`, or write `integrations: [vitrine()]` into astro.config.mjs.',
  );
}
