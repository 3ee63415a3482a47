import { site } from 'virtual:vitrine/site';
import type { ShownWords } from '../../contract/shown-words.js';
import { onlyHere } from '../availability.js';
import { isDiscreet } from '../discreet.js';
import type { GalleryEntry, PlacedVideo } from '../resolve.js';
import { galleryUrl } from './site-urls.js';

/** What the pages of a gallery say of its private videos, by their ids; nothing where it is discreet. */
export function shownWords(gallery: GalleryEntry, placed: readonly PlacedVideo[]): [string, ShownWords][] {
  const { access, title: galleryTitle, draft, unlisted } = gallery.data;
  if (isDiscreet(gallery.data)) return [];
  const hasPage = site.pages && (import.meta.env.DEV || !draft);
  const isListed = !unlisted && !onlyHere(gallery.data, Date.now());
  return placed.flatMap(({ video, title, caption }, index): [string, ShownWords][] => {
    if (video.assets) return [];
    const url = galleryUrl(gallery.id, Math.floor(index / site.perPage) + 1);
    const words = { access, title, ...(caption ? { caption } : {}) };
    const page = hasPage
      ? { gallery: { title: galleryTitle, url }, ...(isListed ? {} : { unlisted: true as const }) }
      : {};
    return [[video.id, { ...words, ...page }]];
  });
}
