import { describe, expect, it } from 'vitest';
import { isOldestFirst, listPath, OLDEST_FIRST } from '../../../integration/src/api-video/query.js';
import { selectQuery } from '../../../integration/src/galleries/select.js';
import { encodePayload } from '../../../integration/src/grants/payload.js';
import { pageOf } from '../../../integration/src/server/issuing/reads/page-read.js';

describe('the list of all videos, oldest first', () => {
  it('is known by what it says, not by which object says it', () => {
    expect(isOldestFirst({ sortOrder: 'asc', sortBy: 'createdAt' })).toBe(true);
    expect(isOldestFirst({ ...OLDEST_FIRST, tags: ['summit-2026'] })).toBe(false);
    expect(isOldestFirst({ ...OLDEST_FIRST, sortOrder: 'desc' })).toBe(false);
  });

  it('is what the page of a grant counts in', () => {
    const read = pageOf({ kind: 'order', page: 3 });
    expect(listPath(read.query, read.page)).toBe(
      '/videos?sortBy=createdAt&sortOrder=asc&currentPage=3&pageSize=100',
    );
    expect(read.key).toBe('3 {"sortBy":"createdAt","sortOrder":"asc"}');
  });
});

it('spells the query of a gallery in the same bytes, in its grants and as the key of its pages', () => {
  const query = selectQuery({
    order: 'desc',
    sort: 'publishedAt',
    metadata: { year: '2026' },
    tags: ['talks'],
    title: 'Light',
  });
  const spelled =
    '{"title":"Light","tags":["talks"],"metadata":{"year":"2026"},"sortBy":"publishedAt","sortOrder":"desc"}';
  const source = { kind: 'query', page: 1, query } as const;
  expect(encodePayload({ videoId: 'viLight', access: 'public', source })).toBe(
    `["viLight","public",1,${spelled}]`,
  );
  expect(pageOf(source).key).toBe(`1 ${spelled}`);
});
