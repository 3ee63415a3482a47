import type { GalleryData } from '../content/gallery-schema.js';

/** Whether a gallery keeps the titles of its videos out of the page. */
export function isDiscreet({ access, discreet }: Pick<GalleryData, 'access' | 'discreet'>): boolean {
  return discreet ?? access !== 'public';
}

/** Whether a page may show the colours of its pictures: they are a part of them, so nobody may be kept from seeing these. */
export function hasPreviews(gallery: Pick<GalleryData, 'access' | 'discreet'>): boolean {
  return gallery.access === 'public' && !isDiscreet(gallery);
}
