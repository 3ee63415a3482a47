import { AstroError } from 'astro/errors';
import { PAGE_SIZE } from '../../api-video/query.js';
import type { GrantSource } from '../../shared/grant-payload.js';
import type { GalleryData } from '../gallery-schema.js';
import type { CatalogueIndex, IndexedVideo } from './catalogue-index.js';
import { nearestIds } from './nearest.js';
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

/** The videos of a gallery in the order shown. Fails when it names one that is not in the account. */
export function placeVideos(gallery: GalleryEntry, catalogue: CatalogueIndex): PlacedVideo[] {
  const { videos, select } = gallery.data;
  if (select) {
    const query = selectQuery(select);
    return selectVideos(catalogue.all, query)
      .slice(0, select.limit)
      .map((video, index) => ({
        video,
        title: video.title,
        source: { kind: 'query', page: pageOf(index), query },
      }));
  }
  const listed = (videos ?? []).map((placed) => (typeof placed === 'string' ? { id: placed } : placed));
  const unknown = listed.filter(({ id }) => !catalogue.byId.has(id));
  if (unknown.length > 0)
    throw unknownVideos(
      gallery,
      unknown.map(({ id }) => id),
      catalogue,
    );
  const unique = new Map(listed.map((placed) => [placed.id, placed]));
  return [...unique.values()].flatMap(
    ({ id, title, caption }: { id: string; title?: string | undefined; caption?: string | undefined }) => {
      const video = catalogue.byId.get(id);
      return video ? [placeVideo(video, title, caption)] : [];
    },
  );
}

export function unknownVideos(
  gallery: Pick<GalleryEntry, 'id' | 'filePath'>,
  ids: readonly string[],
  catalogue: CatalogueIndex,
): AstroError {
  const known = [...catalogue.byId.keys()];
  const lines = ids.map((id) => {
    const near = nearestIds(id, known).map((match) => `${match} (${catalogue.byId.get(match)?.title})`);
    return `  ${id}${near.length > 0 ? ` - did you mean ${near.join(', or ')}?` : ''}`;
  });
  return new AstroError(
    `${gallery.filePath ?? gallery.id} names ${ids.length === 1 ? 'a video' : 'videos'} that api.video does not know:\n${lines.join('\n')}`,
    known.length === 0
      ? 'The account has no videos at all: is APIVIDEO_API_KEY the key of the right environment?'
      : 'Correct the id, or remove it if the video was deleted.',
  );
}
