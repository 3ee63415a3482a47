import type { GrantQuery } from '../../shared/grant-payload.js';
import type { GalleryData } from '../gallery-schema.js';
import type { IndexedVideo } from './catalogue-index.js';

type Select = NonNullable<GalleryData['select']>;

/** The query as api.video is asked, so that a server can mint the gallery's tokens by the page. */
export function selectQuery({ title, tags, metadata, sort, order }: Select): GrantQuery {
  return {
    ...(title ? { title } : {}),
    ...(tags?.length ? { tags } : {}),
    ...(metadata && Object.keys(metadata).length > 0 ? { metadata } : {}),
    sortBy: sort,
    sortOrder: order,
  };
}

function matches(video: IndexedVideo, { title, tags = [], metadata = {} }: GrantQuery): boolean {
  return (
    tags.every((tag) => video.tags.includes(tag)) &&
    Object.entries(metadata).every(([key, value]) => video.metadata[key] === value) &&
    (!title || video.title.toLowerCase().includes(title.toLowerCase()))
  );
}

function compare(a: IndexedVideo, b: IndexedVideo, { sortBy, sortOrder }: GrantQuery): number {
  const [x, y] = [a[sortBy] ?? '', b[sortBy] ?? ''];
  const ascending = sortBy === 'title' ? x.localeCompare(y) : Date.parse(x) - Date.parse(y) || 0;
  return sortOrder === 'asc' ? ascending : -ascending;
}

/** Every video the query finds, in its order, as api.video would list them (apivideo-contract 8.1). */
export function selectVideos(all: readonly IndexedVideo[], query: GrantQuery): IndexedVideo[] {
  return all.filter((video) => matches(video, query)).sort((a, b) => compare(a, b, query));
}
