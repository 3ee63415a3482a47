import { getCollection, getEntry } from 'astro:content';
import { site } from 'virtual:vitrine/site';
import { AstroError } from 'astro/errors';
import { thisRun } from '../../astro/internals/this-run.js';
import { accountNews } from '../../content/account-news.js';
import { MISTAKES_ADVICE, mistakesOf } from '../../content/mistakes/broken-gallery.js';
import { oneLine } from '../../contract/one-line.js';
import { queryName } from '../../grants/narrowed.js';
import { type AccessWords, accessWords, NEAR_ACCESS_ADVICE, nearAccess } from '../access-words.js';
import { availability, availabilityNote, momentsOf } from '../availability.js';
import { buildReport, notePublished } from '../build-report.js';
import { type CatalogueIndex, indexCatalogue } from '../catalogue-index.js';
import { whereIs } from '../diagnostics/unknown-videos.js';
import { isLive } from '../live/live-gallery.js';
import { nfc } from '../nfc.js';
import { askedQuery, type GalleryEntry, hasTimes, type PlacedVideo, placeVideos } from '../resolve.js';
import { selectQuery } from '../select.js';
import { shownWords } from './shown-words.js';

let indexed: Promise<CatalogueIndex> | undefined;
const placed = new WeakMap<object, Promise<PlacedVideo[]>>();

/** Outside development the content store never changes while a process lives, so it is indexed once. */
export function catalogue(): Promise<CatalogueIndex> {
  const read = async () =>
    indexCatalogue(await getCollection(site.collections.videos as never), accountNews());
  if (import.meta.env.DEV) return read();
  indexed ??= read();
  return indexed;
}

/** Where the pictures of private videos come from, if that is known. */
export async function mediaOrigin(): Promise<string | undefined> {
  return (await catalogue()).mediaOrigin ?? site.mediaOrigin;
}

function inOrder(a: GalleryEntry, b: GalleryEntry): number {
  const [x, y] = [a.data.order ?? Number.POSITIVE_INFINITY, b.data.order ?? Number.POSITIVE_INFINITY];
  return x === y ? a.data.title.localeCompare(b.data.title) : x - y;
}

/** What is not there yet or no more is for those who write it. */
export const isThere = ({ data }: GalleryEntry): boolean =>
  import.meta.env.DEV || availability(data, Date.now()) === 'there';

/** Whether a server makes its pages. In development they are made as all others are, whenever they are looked at. */
export const isOnDemand = ({ data }: GalleryEntry): boolean =>
  !import.meta.env.DEV && site.galleryPages && isLive(data, site.live);

/** Drafts as well. */
const isShown = (gallery: GalleryEntry) => isThere(gallery) && (import.meta.env.DEV || !gallery.data.draft);

async function everyGallery(): Promise<GalleryEntry[]> {
  const galleries: GalleryEntry[] = (await getCollection(site.collections.galleries as never)) ?? [];
  const { moments } = buildReport();
  for (const { data } of galleries)
    if (!data.draft)
      for (const part of [data, ...(data.videos ?? [])])
        if (typeof part === 'object') for (const moment of momentsOf(part)) moments.add(moment);
  return galleries;
}

let words: Promise<AccessWords> | undefined;

/** The words for who may watch that galleries use, drafts included. */
export function wordsInUse(): Promise<AccessWords> {
  const read = async () =>
    accessWords(
      (await everyGallery()).filter(({ data }) => !mistakesOf(data)).map(({ data }) => data.access),
    );
  if (import.meta.env.DEV) return read();
  words ??= read();
  return words;
}

let near: Promise<string[]> | undefined;

/** What is wrong with the words of all galleries, found once. */
function nearWords(): Promise<string[]> {
  near ??= Promise.all([allGalleries(), wordsInUse()]).then(([galleries, inUse]) =>
    nearAccess(galleries, inUse),
  );
  return near;
}

/**
 * A gallery with its `access` as the site spells it. Fails where the word is nearly another one that is in use: at once for
 * all galleries, in development for this one.
 */
export async function withAccess(gallery: GalleryEntry): Promise<GalleryEntry> {
  const mistakes = mistakesOf(gallery.data);
  if (mistakes) throw new AstroError(mistakes.join('\n'), MISTAKES_ADVICE);
  const inUse = await wordsInUse();
  const wrong = import.meta.env.DEV ? nearAccess([gallery], inUse) : await nearWords();
  if (wrong.length > 0) throw new AstroError(wrong.join('\n'), NEAR_ACCESS_ADVICE);
  const access = inUse.spelled(gallery.data.access);
  return access === gallery.data.access ? gallery : { ...gallery, data: { ...gallery.data, access } };
}

const NO_LIVE_PAGE =
  'says `live: true`, which is for the pages that astro-vitrine makes. This site makes its own, so what it shows is that of the build';

/** All galleries of the site: by their `order`, then by title. Drafts in development only. */
export async function allGalleries(): Promise<GalleryEntry[]> {
  const galleries = await everyGallery();
  for (const gallery of galleries) {
    const told = gallery.data.draft
      ? undefined
      : availabilityNote(gallery.data, Date.now(), isOnDemand(gallery));
    if (told) note(`${whereIs(gallery)} ${told}.`);
    if (gallery.data.live && !site.galleryPages) note(`${whereIs(gallery)} ${NO_LIVE_PAGE}.`);
  }
  return galleries.filter(isShown).sort(inOrder);
}

/** Those that have pages: live ones before they are there as well, as their server looks at the clock. */
export async function galleriesWithPages(): Promise<GalleryEntry[]> {
  const isEarly = ({ data }: GalleryEntry) => availability(data, Date.now()) === 'early' && !data.draft;
  const early = (await everyGallery()).filter((gallery) => isOnDemand(gallery) && isEarly(gallery));
  return [...(await allGalleries()), ...early];
}

/** Those that the index names. */
export const listedGalleries = async (): Promise<GalleryEntry[]> =>
  (await allGalleries()).filter(({ data }) => !data.unlisted);

let spelled: Promise<ReadonlyMap<string, string>> | undefined;

/** The ids of galleries as their files spell them, by this spelling and by the NFC form. */
function idsBySpelling(): Promise<ReadonlyMap<string, string>> {
  const read = async () => {
    const ids = (await everyGallery()).map(({ id }) => id);
    return new Map([...ids.map((id) => [nfc(id), id] as const), ...ids.map((id) => [id, id] as const)]);
  };
  if (import.meta.env.DEV) return read();
  spelled ??= read();
  return spelled;
}

/**
 * The gallery with an id, in any spelling; undefined for a draft outside development. Fails when there is none.
 *
 * @param where The place that asks for it, as messages name it.
 */
export async function galleryById(id: string, where?: string): Promise<GalleryEntry | undefined> {
  const spellings = await idsBySpelling();
  const known = spellings.get(id) ?? spellings.get(nfc(id));
  if (known !== undefined) {
    const entry = (await getEntry(site.collections.galleries as never, known as never)) as GalleryEntry;
    return isShown(entry) ? entry : undefined;
  }
  const ids = (await allGalleries()).map((gallery) => oneLine(nfc(gallery.id)));
  throw new AstroError(
    `${where ? `${where}: there` : 'There'} is no gallery "${oneLine(id)}".`,
    ids.length > 0 ? `The galleries of this site are ${ids.join(', ')}.` : 'This site has no galleries yet.',
  );
}

/** Tells a developer or editor something once: at the end of a build, or at once in development. */
export function note(text: string): void {
  const { notes } = buildReport();
  if (notes.has(text)) return;
  notes.add(text);
  if (import.meta.env.DEV) console.warn(`[astro-vitrine] ${text}`);
}

/** The videos of a gallery at their places; settled once for all its pages. */
export function placedIn(entry: GalleryEntry): Promise<PlacedVideo[]> {
  const place = async () => {
    const gallery = await withAccess(entry);
    const isMadeOnDemand = isOnDemand(gallery);
    const found = placeVideos(gallery, await catalogue(), note, {
      now: Date.now(),
      showsAll: import.meta.env.DEV,
      isLive: isMadeOnDemand,
    });
    const { select } = gallery.data;
    if (select && !isMadeOnDemand) buildReport().queries.set(gallery.id, selectQuery(select));
    buildReport().galleries.set(
      gallery.id,
      found.map(({ video }) => video.id),
    );
    buildReport().words.set(gallery.id, shownWords(gallery, found));
    for (const { video } of found) notePublished('galleries', video.id, gallery.data.access);
    const query = askedQuery(gallery, found);
    if (query)
      notePublished(isOnDemand(gallery) ? 'live' : 'selected', queryName(query), gallery.data.access);
    return found;
  };
  // A server lives on when a video comes or goes; within a build, all pages agree.
  if (import.meta.env.DEV || (!thisRun().command && hasTimes(entry))) return place();
  const known = placed.get(entry.data) ?? place();
  placed.set(entry.data, known);
  return known;
}
