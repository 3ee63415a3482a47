import { describe, expect, it } from 'vitest';
import { lineOfPath } from '../../../../integration/src/content/mistakes/line-of-path.js';
import { pathWords } from '../../../../integration/src/content/mistakes/path-words.js';

it.each<[PropertyKey[], string]>([
  [[], ''],
  [['title'], '`title`'],
  [['videos', 2], 'the third video'],
  [['videos', 2, 'title'], '`title` of the third video'],
  [['videos', 10], 'the 11th video'],
  [['videos', 20], 'the 21st video'],
  [['videos', 111], 'the 112th video'],
  [['select', 'tags', 0], 'the first tag of `select`'],
  [['select', 'metadata', 'year'], '`year` of `metadata` of `select`'],
  [['videos', 0, 'chapters', 1, 'at'], '`at` of the second language of the first video'],
  [['speakers', 0], 'the first entry of `speakers`'],
])('%j is called %s', (path, words) => {
  expect(pathWords(path)).toBe(words);
});

describe('the line of a place', () => {
  const yaml = '\ntitle: T\nvideos:\n  - viA\n  - id: viB\n    caption: C\nselect:\n  tags: [a,\n    b]\n';
  it.each<[PropertyKey[], number | undefined]>([
    [['title'], 2],
    [['videos'], 3],
    [['videos', 0], 4],
    [['videos', 1], 5],
    [['videos', 1, 'caption'], 6],
    [['videos', 1, 'title'], 5],
    [['select', 'tags', 1], 9],
    [['draft'], undefined],
    [[], undefined],
  ])('%j', (path, line) => {
    expect(lineOfPath(yaml, path)).toBe(line);
  });

  it.each([
    ['a list', '[\n{ "id": "a", "title": "A" },\n{ "id": "b",\n"title": 1 }\n]', 4],
    ['a mapping', '{\n"a": { "title": "A" },\n"b": {\n"title": 1 }\n}', 4],
  ])('of an entry in %s of JSON', (_name, json, line) => {
    expect(lineOfPath(json, ['title'], 'b')).toBe(line);
  });
});
