import { describe, expect, it } from 'vitest';
import type { VideoQuery } from '../../../integration/src/contract/video-query.js';
import { indexCatalogue } from '../../../integration/src/galleries/catalogue-index.js';
import { nothingFound } from '../../../integration/src/galleries/diagnostics/unknown-filters.js';

const video = (position: number, title: string, tags: string[], metadata: Record<string, string> = {}) => ({
  id: `vi${position}`,
  data: { title, description: '', public: false, tags, metadata, position },
});
const catalogue = indexCatalogue([
  video(0, 'Opening', ['summit-2026', 'talks'], { year: '2026', place: 'Lyon' }),
  video(1, 'Closing', ['summit-2026', 'talks'], { year: '2026' }),
  video(2, 'Workshop', ['summit-2025', 'e\u0301te\u0301'], { year: '2025' }),
]);

const START = 'The gallery "g" finds no video: check its tags, metadata and title.';

function told(part: Omit<VideoQuery, 'sortBy' | 'sortOrder'>, of = catalogue): string {
  const text = nothingFound({ id: 'g' }, { ...part, sortBy: 'title', sortOrder: 'asc' }, of);
  expect(text).toContain(START);
  return text.replace(START, '').trim();
}

describe('a query that finds nothing', () => {
  it.each<[string, Parameters<typeof told>[0], string[]]>([
    [
      'a mistyped tag',
      { tags: ['sumit-2026'] },
      ['No video has the tag `sumit-2026`. Did you mean `summit-2026` (2 videos), `summit-2025` (1 video)?'],
    ],
    [
      'a tag in capitals',
      { tags: ['Talks'] },
      ['No video has the tag `Talks`. Did you mean `talks` (2 videos)?'],
    ],
    [
      'a part of a tag',
      { tags: ['summit'] },
      ['No video has the tag `summit`. Did you mean `summit-2026` (2 videos), `summit-2025` (1 video)?'],
    ],
    [
      'a tag like no other',
      { tags: ['zebra'] },
      [
        'No video has the tag `zebra`. Most videos have `summit-2026` (2 videos), `talks` (2 videos), `summit-2025` (1 video).',
      ],
    ],
    [
      'one known and one unknown tag',
      { tags: ['talks', 'tlaks'] },
      ['No video has the tag `tlaks`. Did you mean `talks` (2 videos)?'],
    ],
    [
      'a mistyped key',
      { metadata: { yaer: '2026' } },
      ['No video has the metadata `yaer`. Did you mean `year` (3 videos)?'],
    ],
    [
      'a key in capitals',
      { metadata: { Year: '2026' } },
      ['No video has the metadata `Year`. Did you mean `year` (3 videos)?'],
    ],
    [
      'an unknown value',
      { metadata: { year: '2027' } },
      ['No video has `year: 2027`. Did you mean `2026` (2 videos), `2025` (1 video)?'],
    ],
    [
      'two unknown words',
      { tags: ['talk'], metadata: { place: 'Lyons' } },
      [
        'No video has the tag `talk`. Did you mean `talks` (2 videos)?',
        'No video has `place: Lyons`. Did you mean `Lyon` (1 video)?',
      ],
    ],
    [
      'known words that no video has together',
      { tags: ['talks'], metadata: { year: '2025' } },
      ['By themselves: `talks` (2 videos), `year: 2025` (1 video).'],
    ],
    ['a title alone', { title: 'zebra' }, ['']],
  ])('%s', (_name, query, lines) => {
    expect(told(query)).toBe(lines.join(' '));
  });

  it('of an account without videos, or without tags', () => {
    expect(told({ tags: ['a'] }, indexCatalogue([]))).toBe('');
    expect(told({ tags: ['a'] }, indexCatalogue([video(0, 'T', [])]))).toBe(
      'No video has the tag `a`. No video has any tag.',
    );
  });
});
