import type { GalleryData } from '../content/gallery-schema.js';

/** Whether a gallery keeps the titles of its videos out of the page. */
export function isDiscreet({ access, discreet }: Pick<GalleryData, 'access' | 'discreet'>): boolean {
  return discreet ?? access !== 'public';
}
