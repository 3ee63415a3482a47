import { base, build, trailingSlash } from 'astro:config/client';
import { getCollection, getEntry } from 'astro:content';
import { grantSecret } from 'virtual:vitrine/grant-secret';
import { site } from 'virtual:vitrine/site';
import { AstroError } from 'astro/errors';
import { deriveGrantKeys } from '../shared/grant.js';
import { pageUrl, routeUrl, type SiteUrls, TOKENS_PATH } from '../shared/urls.js';
import type { CardView } from '../shared/views.js';
import { requireAuthorize } from './gallery/access.js';
import { cardView } from './gallery/cards.js';
import { type CatalogueIndex, indexCatalogue } from './gallery/catalogue-index.js';
import { type GalleryEntry, placeVideo, placeVideos, unknownVideos } from './gallery/place.js';

const urls: SiteUrls = { base, trailingSlash, format: build.format };
const cardSite = { keys: deriveGrantKeys(grantSecret), site: urls, thumbnails: site.thumbnails };

/** What every `<Gallery>` and `<Video>` hands to its grid. */
export const gridProps = {
  endpoint: routeUrl(urls, TOKENS_PATH),
  open: site.open,
  player: site.player,
  ...(site.signIn ? { signIn: pageUrl(urls, site.signIn) } : {}),
  ...(Object.keys(site.labels).length > 0 ? { labels: site.labels } : {}),
};

export const indexUrl = pageUrl(urls, site.path);
export const galleryUrl = (id: string) => pageUrl(urls, `${site.path}/${id}`);

let indexed: Promise<CatalogueIndex> | undefined;

/** Outside development the content store never changes while a process lives, so it is indexed once. */
function catalogue(): Promise<CatalogueIndex> {
  const read = async () => indexCatalogue(await getCollection(site.collections.videos as never));
  if (import.meta.env.DEV) return read();
  indexed ??= read();
  return indexed;
}

/** All galleries of the site, in the order of their titles. */
export async function allGalleries(): Promise<GalleryEntry[]> {
  const galleries: GalleryEntry[] = (await getCollection(site.collections.galleries as never)) ?? [];
  return galleries.sort((a, b) => a.data.title.localeCompare(b.data.title));
}

export async function galleryById(id: string): Promise<GalleryEntry> {
  const entry = (await getEntry(site.collections.galleries as never, id as never)) as
    | GalleryEntry
    | undefined;
  if (entry) return entry;
  const ids = (await allGalleries()).map((gallery) => gallery.id);
  throw new AstroError(
    `There is no gallery "${id}".`,
    ids.length > 0 ? `The galleries of this site are ${ids.join(', ')}.` : 'This site has no galleries yet.',
  );
}

/** The cards of a gallery, with a grant for each private video. */
export async function galleryCards(gallery: GalleryEntry): Promise<CardView[]> {
  const { access, discreet = access !== 'public' } = gallery.data;
  requireAuthorize(gallery.filePath ?? `The gallery "${gallery.id}"`, access, site.hasAuthorize);
  const placed = placeVideos(gallery, await catalogue());
  return placed.map((video) => cardView(video, { access, discreet, ...cardSite }));
}

export interface SingleVideo {
  id: string;
  access?: string | undefined;
  title?: string | undefined;
  caption?: string | undefined;
}

/** The card of one video outside a gallery. */
export async function videoCard({ id, access, title, caption }: SingleVideo): Promise<CardView> {
  const where = `<Video id="${id}">`;
  if (access === undefined && site.hasAuthorize) {
    throw new AstroError(
      `${where} does not say who may watch.`,
      'This site has an `authorize` rule, so write access="public", or one of the values your rule knows.',
    );
  }
  const granted = access ?? 'public';
  requireAuthorize(where, granted, site.hasAuthorize);
  const index = await catalogue();
  const video = index.byId.get(id);
  if (!video) throw unknownVideos({ id: where }, [id], index);
  return cardView(placeVideo(video, title, caption), {
    access: granted,
    discreet: granted !== 'public',
    ...cardSite,
  });
}
