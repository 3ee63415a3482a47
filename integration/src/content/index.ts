import { getSecret } from 'astro:env/server';
import { AstroError } from 'astro/errors';
import type { Loader } from 'astro/loaders';
import { contentSlot } from './content-slot.js';
import type { gallerySchema as schemaOfGalleries } from './gallery-schema.js';
import type { VideoLoaderOptions } from './loader.js';

export type { GalleryData } from './gallery-schema.js';

/** What the integration has left for a function of ours; says so where there is no integration. */
function given<Value>(value: Value | undefined, name: string): Value {
  if (value) return value;
  throw new AstroError(
    `${name}() needs the integration, which this site does not have.`,
    'Run `npx astro add astro-vitrine`, or write `integrations: [vitrine()]` into astro.config.mjs.',
  );
}

/**
 * Loads every video of the api.video account into a content collection: ids, titles, tags, metadata and dates, never
 * a token. Reads `APIVIDEO_API_KEY` and `APIVIDEO_API_URL` (default: production) from the environment or `.env`.
 *
 * @example
 * videos: defineCollection({ loader: videoLoader() })
 */
export function videoLoader(options?: VideoLoaderOptions): Loader {
  return given(contentSlot().createLoader, 'videoLoader')(getSecret, options);
}

/**
 * The front matter of a gallery file: `schema: gallerySchema()`. Reads what CMSs write: an empty field is an absent one, a
 * number or a yes in quotes is one, and keys that are not ours are kept.
 */
export function gallerySchema(): ReturnType<typeof schemaOfGalleries> {
  return given(contentSlot().gallerySchema, 'gallerySchema')();
}
