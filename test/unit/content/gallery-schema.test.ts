import { z } from 'astro/zod';
import { describe, expect, it } from 'vitest';
import { gallerySchema } from '../../../integration/src/content/gallery-schema.js';

const schema = gallerySchema()({ image: () => z.never() });
const messages = (data: unknown) =>
  schema.safeParse(data).error?.issues.map((issue) => `${issue.path.join('.')}: ${issue.message}`);

describe('the front matter of a gallery', () => {
  it('takes an ordered list of ids, with words of its own where wanted', () => {
    const videos = ['viA', { id: 'viB', title: 'Closing', caption: 'Unedited', chapters: ['fr-CA'] }];
    expect(schema.parse({ title: 'T', videos })).toEqual({
      title: 'T',
      videos,
      access: 'public',
      draft: false,
      unlisted: false,
    });
  });

  it('takes a query, with defaults, and metadata as YAML reads them', () => {
    expect(schema.parse({ title: 'T', select: { tags: ['a'], metadata: { year: 2026 } } }).select).toEqual({
      tags: ['a'],
      metadata: { year: '2026' },
      sort: 'publishedAt',
      order: 'desc',
    });
  });

  it.each([
    ['neither list nor query', { title: 'T' }],
    ['both', { title: 'T', videos: ['viA'], select: {} }],
    ['no title', { videos: ['viA'] }],
    ['an address without an id', { title: 'T', videos: ['https://example.com/?token=secret'] }],
    ['a list for an id', { title: 'T', videos: [['viA']] }],
    ['an unknown key', { title: 'T', videos: ['viA'], acces: 'members' }],
    ['an unknown sort', { title: 'T', select: { sort: 'date' } }],
  ])('refuses %s and says what to write', (name, data) => {
    expect(messages(data)).toMatchSnapshot(name);
  });
});
