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
  const pages: Pick<ShownWords, 'gallery' | 'unlisted'>[] = [];
  const pageAt = (page: number) =>
    (pages[page] ??= {
      gallery: { title: galleryTitle, url: galleryUrl(gallery.id, page) },
      ...(isListed ? {} : { unlisted: true as const }),
    });
  return placed.flatMap(({ video, title, caption }, index): [string, ShownWords][] => {
    if (video.assets) return [];
    const words = { access, title, ...(caption ? { caption } : {}) };
    return [[video.id, { ...words, ...(hasPage && pageAt(Math.floor(index / site.perPage) + 1)) }]];
  });
}
