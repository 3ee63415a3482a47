import { site } from 'virtual:vitrine/site';
import type { CardView } from '../shared/views.js';
import type { GalleryEntry, PlacedVideo } from './gallery/place.js';
import { allGalleries, placedIn } from './site-catalogue.js';
import { cardsOf, isDiscreet } from './site-galleries.js';
import { absolute, galleryPath, galleryUrl } from './site-urls.js';

/** One page of a gallery, settled for `getStaticPaths`, which takes no interface. */
export type GalleryPage = {
  gallery: GalleryEntry;
  page: number;
  pages: number;
};

/** In development a gallery that fails has its first page all the same, which says why: the other galleries go on. */
async function pageCount(gallery: GalleryEntry): Promise<number> {
  try {
    return Math.max(1, Math.ceil((await placedIn(gallery)).length / site.perPage));
  } catch (error) {
    if (import.meta.env.DEV) return 1;
    throw error;
  }
}

/** Every page of every gallery, with the path below the index. */
export async function allGalleryPages(): Promise<Array<{ path: string; props: GalleryPage }>> {
  const galleries = await allGalleries();
  const each = galleries.map(async (gallery) => {
    const pages = await pageCount(gallery);
    return Array.from({ length: pages }, (_, index) => ({
      path: galleryPath(gallery.id, index + 1),
      props: { gallery, page: index + 1, pages },
    }));
  });
  return (await Promise.all(each)).flat();
}

export interface GalleryPageView {
  cards: CardView[];
  previous?: string;
  next?: string;
  /** What a layout puts into the head, where it takes it. */
  head: { canonical?: string; previous?: string; next?: string; image?: string };
}

/** The picture of a gallery; a discreet one shows none. */
export function coverOf({ data }: GalleryEntry): string | undefined {
  if (!data.cover || isDiscreet(data)) return undefined;
  return typeof data.cover === 'string' ? data.cover : data.cover.src;
}

const placesOf = ({ page }: GalleryPage) => ({ from: (page - 1) * site.perPage, to: page * site.perPage });

/** The videos that a page shows. */
export async function placedOn(shown: GalleryPage): Promise<PlacedVideo[]> {
  const { from, to } = placesOf(shown);
  return (await placedIn(shown.gallery)).slice(from, to);
}

export async function galleryPageView(shown: GalleryPage): Promise<GalleryPageView> {
  const { gallery, page, pages } = shown;
  const cards = await cardsOf(gallery, placesOf(shown));
  const previous = page > 1 ? galleryUrl(gallery.id, page - 1) : undefined;
  const next = page < pages ? galleryUrl(gallery.id, page + 1) : undefined;
  const canonical = absolute(galleryUrl(gallery.id, page));
  const cover = coverOf(gallery);
  const image = cover && absolute(cover);
  const turns = { ...(previous ? { previous } : {}), ...(next ? { next } : {}) };
  return {
    cards,
    ...turns,
    head: { ...turns, ...(canonical ? { canonical } : {}), ...(image ? { image } : {}) },
  };
}
