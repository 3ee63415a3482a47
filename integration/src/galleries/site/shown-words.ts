import { site } from 'virtual:vitrine/site';
import type { ShownWords } from '../../contract/shown-words.js';
import { isDiscreet } from '../discreet.js';
import type { GalleryEntry, PlacedVideo } from '../resolve.js';
import { galleryUrl } from './site-urls.js';

/** What the pages of a gallery say of its private videos, by their ids; nothing where it is discreet. */
export function shownWords(gallery: GalleryEntry, placed: readonly PlacedVideo[]): [string, ShownWords][] {
  const { access, title: galleryTitle, draft } = gallery.data;
  if (isDiscreet(gallery.data)) return [];
  const hasPage = site.pages && (import.meta.env.DEV || !draft);
  return placed.flatMap(({ video, title, caption }, index): [string, ShownWords][] => {
    if (video.assets) return [];
    const url = galleryUrl(gallery.id, Math.floor(index / site.perPage) + 1);
    const words = { access, title, ...(caption ? { caption } : {}) };
    return [[video.id, { ...words, ...(hasPage ? { gallery: { title: galleryTitle, url } } : {}) }]];
  });
}
