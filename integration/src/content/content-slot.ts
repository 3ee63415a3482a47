import { processWide } from '../astro/internals/process-wide.js';
import type { gallerySchema } from './gallery-schema.js';
import type { createVideoLoader } from './loader.js';

/**
 * Where the integration leaves what makes the content loader and the schema of galleries: what it has loaded already need
 * not come through Vite once more, module by module, at each start.
 */
export const contentSlot = (): {
  createLoader?: typeof createVideoLoader;
  gallerySchema?: typeof gallerySchema;
} => processWide('content', () => ({}));
