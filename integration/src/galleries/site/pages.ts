import { site } from 'virtual:vitrine/site';
import { AstroError } from 'astro/errors';
import { twinFiles } from '../../astro/internals/glob-twins.js';
import type { CardView } from '../../types.js';
import { noteUnlisted } from '../build-report.js';
import {
  CONFLICT_ADVICE,
  conflictsOf,
  type PageClaim,
  placeInSite,
  tellConflict,
} from '../diagnostics/address-conflicts.js';
import { projectFolder } from '../diagnostics/line-of.js';
import { SHELL_PAGES, type ShellKind } from '../live/shells.js';
import { nfc } from '../nfc.js';
import type { GalleryEntry, PlacedVideo } from '../resolve.js';
import { allGalleries, galleriesWithPages, isOnDemand, placedIn } from './collections.js';
import { coverOf } from './covers.js';
import { noteLive } from './live.js';
import { cardsOf } from './site-cards.js';
import { absolute, galleryPath, galleryUrl, urlBelowIndex } from './site-urls.js';

/** One page of a gallery, settled for `getStaticPaths`, which takes no interface. */
export type GalleryPage = {
  gallery: GalleryEntry;
  page: number;
  pages: number;
  /** In development, what is wrong with its address. */
  conflict?: string;
  /** Of a live gallery: which page it is to be the frame of. */
  shell?: ShellKind;
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

/** Fails with what every one of them failed with, where Astro would tell the first alone. */
async function allOrEveryError<Value>(each: readonly Promise<Value>[]): Promise<Value[]> {
  const settled = await Promise.allSettled(each);
  const errors = settled.flatMap((one) => (one.status === 'rejected' ? [one.reason as AstroError] : []));
  if (errors.some((error) => !AstroError.is(error)) || errors.length === 1) throw errors[0];
  if (errors.length > 1) {
    const lines = (texts: (string | undefined)[]) => [...new Set(texts.filter(Boolean))].join('\n');
    throw new AstroError(lines(errors.map(({ message }) => message)), lines(errors.map(({ hint }) => hint)));
  }
  return settled.flatMap((one) => (one.status === 'fulfilled' ? [one.value] : []));
}

/** The frames of the pages of a live gallery. */
function shellPages(gallery: GalleryEntry): AddressedPage[] {
  return Object.entries(SHELL_PAGES).map(([shell, { path, page, pages }]) => ({
    path: galleryPath(gallery.id, path ?? 1),
    props: { gallery, page, pages, shell: shell as ShellKind },
  }));
}

interface AddressedPage {
  /** Below the index. */
  path: string;
  props: GalleryPage;
}

/** The pages of old addresses, which lead to those of today; settled for `getStaticPaths` as well. */
export type MovedPage = { movedTo: string };

export async function movedPages(): Promise<{ path: string; props: MovedPage }[]> {
  const moved = (await allGalleries()).flatMap((gallery) =>
    aliasesOf(gallery).map((path) => ({ path, props: { movedTo: galleryUrl(gallery.id) } })),
  );
  for (const { path } of moved) noteUnlisted(`${site.path}/${path}`);
  return moved;
}

/** Below the index, as addresses are written there or whole. */
function aliasesOf({ data }: GalleryEntry): string[] {
  const index = `${site.path.slice(1)}/`;
  return (data.aliases ?? []).map((path) => nfc(path.startsWith(index) ? path.slice(index.length) : path));
}

/** Every page of every gallery. Fails where two have one address; in development the page there says so. */
export async function allGalleryPages(): Promise<AddressedPage[]> {
  const galleries = await galleriesWithPages();
  const each = galleries.map(async (gallery): Promise<AddressedPage[]> => {
    if (isOnDemand(gallery)) return shellPages(await noteLive(gallery));
    const pages = await pageCount(gallery);
    return Array.from({ length: pages }, (_, index) => ({
      path: galleryPath(gallery.id, index + 1),
      props: { gallery, page: index + 1, pages },
    }));
  });
  const pages = (await allOrEveryError(each)).flat();
  const conflicts = conflictsOf(claimsOf(pages, galleries));
  const told = [...conflicts.values()].map((conflict) => tellConflict(conflict, urlBelowIndex));
  if (told.length > 0 && !import.meta.env.DEV) throw new AstroError(told.join('\n'), CONFLICT_ADVICE);
  for (const { path, props } of pages) {
    const isHidden = props.shell !== undefined && props.shell !== 'only';
    if (props.gallery.data.unlisted || isHidden) noteUnlisted(`${site.path}/${path}`);
  }
  return pages.map(({ path, props }) => {
    const conflict = conflicts.get(placeInSite(path));
    return {
      path,
      props: { ...props, ...(conflict && { conflict: tellConflict(conflict, urlBelowIndex) }) },
    };
  });
}

/** What makes pages: the galleries, files that no gallery came of for want of another id, and the index. */
function claimsOf(pages: readonly AddressedPage[], galleries: readonly GalleryEntry[]): PageClaim[] {
  const fileOf = ({ id, filePath }: GalleryEntry) => filePath ?? `the gallery "${id}"`;
  return [
    { path: '', file: 'the list of all galleries', page: 1 },
    ...pages.map(({ path, props }) => ({ path, file: fileOf(props.gallery), page: props.page })),
    ...galleries.flatMap((gallery) =>
      aliasesOf(gallery).map((path) => ({ path, file: `${fileOf(gallery)}, its alias`, page: 1 })),
    ),
    ...twinFiles(galleries, projectFolder()).map(({ id, filePath }) => ({
      path: galleryPath(id, 1),
      file: filePath,
      page: 1,
    })),
  ];
}

export interface GalleryPageView {
  cards: CardView[];
  previous?: string;
  next?: string;
  /** What a layout puts into the head, where it takes it. */
  head: { canonical?: string; previous?: string; next?: string; image?: string };
}

const placesOf = ({ page }: GalleryPage) => ({ from: (page - 1) * site.perPage, to: page * site.perPage });

/** The videos that a page shows. */
export async function placedOn(shown: GalleryPage): Promise<PlacedVideo[]> {
  const { from, to } = placesOf(shown);
  return (await placedIn(shown.gallery)).slice(from, to);
}

export async function galleryPageView(shown: GalleryPage): Promise<GalleryPageView> {
  const { gallery, page, pages, conflict, shell } = shown;
  if (conflict) throw new AstroError(conflict, CONFLICT_ADVICE);
  const cards = shell ? [] : await cardsOf(gallery, placesOf(shown));
  const previous = page > 1 ? galleryUrl(gallery.id, page - 1) : undefined;
  const next = page < pages ? galleryUrl(gallery.id, page + 1) : undefined;
  const canonical = absolute(galleryUrl(gallery.id, page));
  const cover = await coverOf(gallery);
  const image = cover && absolute(cover);
  const turns = { ...(previous ? { previous } : {}), ...(next ? { next } : {}) };
  return {
    cards,
    ...turns,
    head: { ...turns, ...(canonical ? { canonical } : {}), ...(image ? { image } : {}) },
  };
}
