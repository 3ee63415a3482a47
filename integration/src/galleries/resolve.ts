import { AstroError } from 'astro/errors';
import { PAGE_SIZE } from '../api-video/query.js';
import type { UnreadItem } from '../api-video/read-item.js';
import type { GalleryData } from '../content/gallery-schema.js';
import { oneLine } from '../contract/one-line.js';
import type { GrantSource } from '../grants/payload.js';
import type { CatalogueIndex, IndexedVideo } from './catalogue-index.js';
import { fileName, placeOf } from './diagnostics/line-of.js';
import { nearestIds } from './diagnostics/nearest-ids.js';
import { videoNotes } from './diagnostics/video-notes.js';
import { spelledQuery } from './query-spelling.js';
import { selectQuery, selectVideos } from './select.js';

/** A video at its place in a gallery. */
export interface PlacedVideo {
  video: IndexedVideo;
  title: string;
  caption?: string;
  source: GrantSource;
}

export interface GalleryEntry {
  id: string;
  /** Relative to the project; absent for entries that no file holds. */
  filePath?: string | undefined;
  data: GalleryData;
  /** The text of the file, and the HTML it became where that is known before rendering. */
  body?: string | undefined;
  rendered?: { html: string } | undefined;
}

const pageOf = (index: number) => Math.floor(index / PAGE_SIZE) + 1;

export function placeVideo(video: IndexedVideo, title?: string, caption?: string): PlacedVideo {
  return {
    video,
    title: title ?? video.title,
    ...(caption ? { caption } : {}),
    source: { kind: 'order', page: pageOf(video.position) },
  };
}

/** The videos of a gallery in the order shown. Fails when it names one that is not in the account, or cannot be shown. */
export function placeVideos(
  gallery: GalleryEntry,
  catalogue: CatalogueIndex,
  note: (text: string) => void = () => {},
): PlacedVideo[] {
  const { select, access } = gallery.data;
  const placed = select
    ? placeSelected(gallery, select, catalogue, note)
    : placeListed(gallery, catalogue, note);
  for (const { video } of placed) {
    const where = () => placeIn(gallery, select ? 'select:' : video.id);
    requireUsable(where, video);
    for (const text of videoNotes(where, video, access, catalogue.since.opened)) note(text);
  }
  return placed;
}

function placeSelected(
  gallery: GalleryEntry,
  select: NonNullable<GalleryData['select']>,
  catalogue: CatalogueIndex,
  note: (text: string) => void,
): PlacedVideo[] {
  const query = selectQuery(select);
  const found = selectVideos(catalogue, query);
  if (found.length === 0)
    note(`${placeIn(gallery, 'select:')} finds no video: check its tags, metadata and title.`);
  const asked = spelledQuery(query, found);
  return found.slice(0, select.limit).map((video, index) => ({
    ...placeVideo(video),
    ...(asked && { source: { kind: 'query', page: pageOf(index), query: asked } }),
  }));
}

function placeListed(
  gallery: GalleryEntry,
  catalogue: CatalogueIndex,
  note: (text: string) => void,
): PlacedVideo[] {
  const listed: Array<{ id: string; title?: string | undefined; caption?: string | undefined }> = (
    gallery.data.videos ?? []
  ).map((placed) => (typeof placed === 'string' ? { id: placed } : placed));
  const placed = new Map<string, PlacedVideo>();
  const unknown: string[] = [];
  for (const { id, title, caption } of listed) {
    const video = catalogue.byId.get(id);
    if (!video) unknown.push(id);
    else if (placed.has(id)) note(`${placeIn(gallery, id)} names ${id} twice; the second one is left out.`);
    else placed.set(id, placeVideo(video, title, caption));
  }
  if (unknown.length > 0) throw unknownVideos(gallery, unknown, catalogue);
  return [...placed.values()];
}

/** A gallery as a message names it. */
export function whereIs({ id, filePath }: Pick<GalleryEntry, 'id' | 'filePath'>): string {
  return filePath ? fileName(filePath) : `The gallery "${oneLine(id)}"`;
}

/** Where a text stands in the file of a gallery. */
export function placeIn(gallery: Pick<GalleryEntry, 'id' | 'filePath'>, text: string): string {
  return gallery.filePath ? placeOf(gallery.filePath, text) : whereIs(gallery);
}

/** A public video's card holds its addresses, so they must be fit to be shown. */
export function requireUsable(where: () => string, { id, title, unusable }: IndexedVideo): void {
  if (unusable === undefined) return;
  throw new AstroError(
    `${where()} shows ${id} (${oneLine(title)}), whose addresses cannot be used: ${unusable}`,
    `Leave the video out until that is put right; then build with VITRINE_SYNC=full, which reads everything once more.`,
  );
}

export function unknownVideos(
  gallery: Pick<GalleryEntry, 'id' | 'filePath'>,
  ids: readonly string[],
  catalogue: CatalogueIndex,
): AstroError {
  const unread = catalogue.since.unread ?? new Map<string, UnreadItem>();
  const unreadable = ids.filter((id) => unread.has(id));
  const unknown = ids.filter((id) => !unread.has(id));
  const lines = unknown.map((id) => unknownLine(id, catalogue));
  const told = [
    { which: 'that api.video does not know', each: lines },
    {
      which: 'that api.video lists, but whose entry there cannot be read',
      each: unreadable.map((id) => unreadLine(id, unread.get(id))),
    },
  ].filter(({ each }) => each.length > 0);
  const parts = told.map(
    ({ which, each }) => `${each.length === 1 ? 'a video' : 'videos'} ${which}:\n${each.join('\n')}`,
  );
  return new AstroError(
    `${placeIn(gallery, ids[0] ?? '')} names ${parts.join('\nand ')}`,
    unknown.length > 0 ? advice(lines, catalogue.byId.size) : UNREAD_ADVICE,
  );
}

function unknownLine(id: string, { byId, since: { deleted } }: CatalogueIndex): string {
  const which = `  ${oneLine(id)}`;
  const title = (known: string | undefined) => oneLine(known ?? '');
  if (deleted.has(id))
    return `${which} - ${title(deleted.get(id))}, deleted at api.video since the last build`;
  const near = nearestIds(id, [...byId.keys()]).map((match) => `${match} (${title(byId.get(match)?.title)})`);
  return `${which}${near.length > 0 ? ` - did you mean ${near.join(', or ')}?` : ''}`;
}

function unreadLine(id: string, item: UnreadItem | undefined): string {
  return `  ${oneLine(id)}${item?.title ? ` (${oneLine(item.title)})` : ''}: ${item?.why}`;
}

const UNREAD_ADVICE =
  'Leave it out, or put it right at api.video; then build with VITRINE_SYNC=full, which reads everything once more.';

function advice(lines: readonly string[], known: number): string {
  if (known === 0)
    return 'The account has no videos at all: is APIVIDEO_API_KEY the key of the right environment?';
  // Not one has a near match: hardly typing errors.
  const foreign = lines.length > 1 && lines.every((line) => !line.includes(' - '));
  return foreign
    ? 'None of them is like a video of this account: is APIVIDEO_API_KEY the key of the other environment, or account?'
    : 'Correct the id, or remove it if the video was deleted.';
}
