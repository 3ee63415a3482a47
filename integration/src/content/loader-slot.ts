import { processWide } from '../astro/internals/process-wide.js';
import type { createVideoLoader } from './loader.js';

/**
 * Where the integration leaves what makes the content loader: what it has loaded already need not come through Vite once
 * more, module by module, at each start.
 */
export const loaderSlot = (): { create?: typeof createVideoLoader } => processWide('loader', () => ({}));
