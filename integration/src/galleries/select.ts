import type { GalleryData } from '../content/gallery-schema.js';
import type { VideoQuery } from '../contract/video-query.js';
import type { CatalogueIndex, IndexedVideo } from './catalogue-index.js';
import { nfc } from './nfc.js';
import { pairsOf, tagsOf, titleOf } from './normalized.js';

type Select = NonNullable<GalleryData['select']>;

/** The query in the words of api.video, so that a server can mint the gallery's tokens by the page. */
export function selectQuery({ title, tags, metadata, sort, order }: Select): VideoQuery {
  return {
    ...(title ? { title } : {}),
    ...(tags?.length ? { tags } : {}),
    ...(metadata && Object.keys(metadata).length > 0 ? { metadata } : {}),
    sortBy: sort,
    sortOrder: order,
  };
}

/** Whether a video is one of those that a query finds, whatever the spelling of the two. */
function matcher({ title = '', tags = [], metadata = {} }: VideoQuery): (video: IndexedVideo) => boolean {
  const wanted = {
    title: nfc(title.toLowerCase()),
    tags: tags.map((tag) => ({ tag, spelled: nfc(tag) })),
    pairs: Object.entries(metadata).map(([key, value]) => ({ key, value, spelled: [nfc(key), nfc(value)] })),
  };
  return (video) =>
    wanted.tags.every(({ tag, spelled }) => video.tags.includes(tag) || tagsOf(video).includes(spelled)) &&
    wanted.pairs.every(
      ({ key, value, spelled }) =>
        video.metadata[key] === value ||
        pairsOf(video).some(([itsKey, itsValue]) => itsKey === spelled[0] && itsValue === spelled[1]),
    ) &&
    (!wanted.title || titleOf(video).includes(wanted.title));
}

/** The fewest videos that hold all that the query can find: those of its rarest tag. */
function candidates({ all, byTag }: CatalogueIndex, tags: readonly string[] = []): readonly IndexedVideo[] {
  return tags
    .map((tag) => byTag.get(nfc(tag)) ?? [])
    .reduce<readonly IndexedVideo[]>(
      (fewest, tagged) => (tagged.length < fewest.length ? tagged : fewest),
      all,
    );
}

const { compare: byLetters } = new Intl.Collator();

/**
 * In the query's order; what has no title, or no date that is one, comes last in either order. Equals stay as they are.
 * A date is read once for each video, not at each comparison.
 */
export function inOrder(found: readonly IndexedVideo[], { sortBy, sortOrder }: VideoQuery): IndexedVideo[] {
  const turn = sortOrder === 'asc' ? 1 : -1;
  if (sortBy === 'title') {
    const [titled, untitled] = parted(found, ({ title }) => title.trim() !== '');
    return [...titled.sort((a, b) => turn * byLetters(a.title, b.title)), ...untitled];
  }
  const dates = found.map((video) => ({ video, date: Date.parse(video[sortBy] ?? '') }));
  const [dated, undated] = parted(dates, ({ date }) => !Number.isNaN(date));
  return [...dated.sort((a, b) => turn * (a.date - b.date)), ...undated].map(({ video }) => video);
}

function parted<Item>(items: readonly Item[], has: (item: Item) => boolean): [Item[], Item[]] {
  return [items.filter(has), items.filter((item) => !has(item))];
}

/** Every video the query finds, in its order, as api.video would list them (api-video.md, "Lists of videos"). */
export function selectVideos(catalogue: CatalogueIndex, query: VideoQuery): IndexedVideo[] {
  const found = candidates(catalogue, query.tags).filter(matcher(query));
  return inOrder(found, query);
}
