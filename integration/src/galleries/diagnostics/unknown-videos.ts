import { AstroError } from 'astro/errors';
import type { UnreadItem } from '../../api-video/read-item.js';
import { oneLine } from '../../contract/one-line.js';
import type { CatalogueIndex, IndexedVideo } from '../catalogue-index.js';
import { fileName, placeOf } from './line-of.js';
import { nearestIds } from './nearest-ids.js';
import { videosTitled } from './titled.js';

/** A gallery, as far as a message names it. */
export interface NamedGallery {
  id: string;
  /** Relative to the project; absent for entries that no file holds. */
  filePath?: string | undefined;
}

/** A gallery as a message names it. */
export function whereIs({ id, filePath }: NamedGallery): string {
  return filePath ? fileName(filePath) : `The gallery "${oneLine(id)}"`;
}

/** Where a text stands in the file of a gallery. */
export function placeIn(gallery: NamedGallery, text: string): string {
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

/** The error of a gallery, or of a named place, with videos that cannot be shown, and what its editor can do. */
export function unknownVideos(
  gallery: NamedGallery | string,
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
    `${typeof gallery === 'string' ? gallery : placeIn(gallery, ids[0] ?? '')} names ${parts.join('\nand ')}`,
    unknown.length > 0 ? advice(lines, catalogue.byId.size) : UNREAD_ADVICE,
  );
}

function unknownLine(id: string, { byId, since: { deleted } }: CatalogueIndex): string {
  const which = `  ${oneLine(id)}`;
  const title = (known: string | undefined) => oneLine(known ?? '');
  if (deleted.has(id))
    return `${which} - ${title(deleted.get(id))}, deleted at api.video since the last build`;
  const named = videosTitled(id, [...byId.values()]);
  if (named.exactly)
    return `${which} - that is the title of ${named.videos.map((video) => video.id).join(', and of ')}`;
  const near = [...nearestIds(id, [...byId.keys()]), ...named.videos.map((video) => video.id)].map(
    (match) => `${match} (${title(byId.get(match)?.title)})`,
  );
  return `${which}${near.length > 0 ? ` - did you mean ${near.slice(0, 3).join(', or ')}?` : ''}`;
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
