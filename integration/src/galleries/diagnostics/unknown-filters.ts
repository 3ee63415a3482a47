import { slipsBetween } from '../../content/near-word.js';
import { oneLine } from '../../contract/one-line.js';
import type { VideoQuery } from '../../contract/video-query.js';
import type { CatalogueIndex, IndexedVideo } from '../catalogue-index.js';
import { nfc } from '../nfc.js';
import { selectVideos } from '../select.js';
import { type NamedGallery, placeIn } from './unknown-videos.js';

/** How many videos carry each word, by the word in NFC. */
type Counts = ReadonlyMap<string, number>;

function countsOf(
  videos: readonly IndexedVideo[],
  wordsOf: (video: IndexedVideo) => readonly string[],
): Counts {
  const counts = new Map<string, number>();
  for (const video of videos)
    for (const word of new Set(wordsOf(video).map(nfc))) counts.set(word, (counts.get(word) ?? 0) + 1);
  return counts;
}

const MOST = 3;

const videosText = (count: number) => (count === 1 ? '1 video' : `${count} videos`);

const carried = (words: readonly (readonly [string, number])[]) =>
  words.map(([word, count]) => `\`${oneLine(word)}\` (${videosText(count)})`).join(', ');

const plain = (word: string) => nfc(word).toLowerCase();

/** The known words that are like an unknown one, the nearest first; the more videos the better among equals. */
function nearest(wanted: string, counts: Counts): (readonly [string, number])[] {
  const word = plain(wanted);
  const most = Math.max(1, Math.floor(word.length / 3));
  const slips = (known: string) => {
    if (Math.min(known.length, word.length) > 2 && (known.includes(word) || word.includes(known))) return 1;
    return Math.abs(known.length - word.length) > most ? most + 1 : slipsBetween(word, known);
  };
  return [...counts]
    .map(([known, count]) => ({ known, count, slips: slips(plain(known)) }))
    .filter((each) => each.slips <= most)
    .sort((a, b) => a.slips - b.slips || b.count - a.count)
    .slice(0, MOST)
    .map(({ known, count }) => [known, count] as const);
}

/** What to write instead: words like it, or else those that most videos carry. */
function answer(wanted: string, counts: Counts, what: string): string {
  const near = nearest(wanted, counts);
  if (near.length > 0) return `Did you mean ${carried(near)}?`;
  if (counts.size === 0) return `No video has any ${what}.`;
  const usual = [...counts].sort((a, b) => b[1] - a[1]).slice(0, MOST);
  return `Most videos have ${carried(usual)}.`;
}

/** What is told of a query that finds nothing: what no video of the account has, and what they have that is like it. */
export function nothingFound(gallery: NamedGallery, query: VideoQuery, catalogue: CatalogueIndex): string {
  const { all } = catalogue;
  const nothing = `${placeIn(gallery, 'select:')} finds no video: check its tags, metadata and title.`;
  if (all.length === 0) return nothing;
  const unknown = [...unknownTags(query, all), ...unknownPairs(query, all)];
  return [nothing, ...(unknown.length > 0 ? unknown : partsOf(query, catalogue))].join(' ');
}

function unknownTags({ tags = [] }: VideoQuery, all: readonly IndexedVideo[]): string[] {
  const known = countsOf(all, (video) => video.tags);
  return tags
    .filter((tag) => !known.has(nfc(tag)))
    .map((tag) => `No video has the tag \`${oneLine(tag)}\`. ${answer(tag, known, 'tag')}`);
}

function unknownPairs({ metadata = {} }: VideoQuery, all: readonly IndexedVideo[]): string[] {
  const known = countsOf(all, (video) => Object.keys(video.metadata));
  return Object.entries(metadata).flatMap(([key, value]) => {
    if (!known.has(nfc(key)))
      return `No video has the metadata \`${oneLine(key)}\`. ${answer(key, known, 'metadata')}`;
    const values = countsOf(all, (video) =>
      Object.entries(video.metadata).flatMap(([each, its]) => (nfc(each) === nfc(key) ? [its] : [])),
    );
    if (values.has(nfc(value))) return [];
    return `No video has \`${oneLine(key)}: ${oneLine(value)}\`. ${answer(value, values, 'value')}`;
  });
}

/** How many videos each part of a query finds by itself, where it has more than one. */
function partsOf(query: VideoQuery, catalogue: CatalogueIndex): string[] {
  const { tags = [], metadata = {}, title, ...order } = query;
  const parts: [string, VideoQuery][] = [
    ...tags.map((tag): [string, VideoQuery] => [tag, { ...order, tags: [tag] }]),
    ...Object.entries(metadata).map(([key, value]): [string, VideoQuery] => [
      `${key}: ${value}`,
      { ...order, metadata: { [key]: value } },
    ]),
    ...(title ? [[title, { ...order, title }] as [string, VideoQuery]] : []),
  ];
  if (parts.length < 2) return [];
  const counts = parts.map(([name, part]) => [name, selectVideos(catalogue, part).length] as const);
  return [`By themselves: ${carried(counts)}.`];
}
