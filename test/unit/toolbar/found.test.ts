import { expect, it } from 'vitest';
import type { LibraryVideo } from '../../../integration/src/contract/library.js';
import { findVideos, lineOf, standsIn } from '../../../integration/src/toolbar/found.js';

const video = (id: string, title: string, tags: string[] = [], galleries: string[] = []): LibraryVideo => ({
  id,
  title,
  tags,
  galleries,
});
const videos = [
  video('viAaa', 'Été à Lyon', ['summit-2026', 'fr']),
  video('viBbb', 'The Loom', ['talks'], ['Spring', 'All']),
  video('viCcc', '', ['summit-2026']),
];

it.each([
  ['nothing', ' ', ['viAaa', 'viBbb', 'viCcc']],
  ['a part of a title, without its accents', 'ete', ['viAaa']],
  ['several words, in any order', 'LYON summit', ['viAaa']],
  ['a tag', 'summit-2026', ['viAaa', 'viCcc']],
  ['an id', 'vibbb', ['viBbb']],
  ['what no video has', 'lyon talks', []],
])('finds by %s', (_, words, ids) => {
  expect(findVideos(videos, words).map(({ id }) => id)).toEqual(ids);
});

it('gives the line of a list of videos', () => {
  expect(videos.map(lineOf)).toEqual(['  - viAaa # Été à Lyon', '  - viBbb # The Loom', '  - viCcc']);
  expect(lineOf(video('viDdd', 'Two\n lines'))).toBe('  - viDdd # Two lines');
});

it('says where a video stands', () => {
  expect(videos.map(standsIn)).toEqual(['in no gallery', 'in Spring, All', 'in no gallery']);
});
