import { describe, expect, it } from 'vitest';
import type { ShownWords } from '../../../integration/src/contract/shown-words.js';
import { chooseWords } from '../../../integration/src/server/watch/page-words.js';

const words = (name: string, more: Partial<ShownWords> = {}): ShownWords => ({
  access: 'public',
  title: name,
  gallery: { title: name, url: `/galleries/${name}/` },
  ...more,
});
const unlisted = words('secret', { unlisted: true });

describe('what a watch page says of a video that stands in several galleries', () => {
  it.each([
    ['of where the visitor comes from', [words('a'), words('b')], '/galleries/b', 'b', 'b'],
    ['of the first, where that is unknown', [words('a'), words('b')], undefined, 'a', 'a'],
    ['of a listed one, where that is unknown', [unlisted, words('b')], undefined, 'b', 'b'],
    [
      'of an unlisted one to who comes from it',
      [words('a'), unlisted],
      '/galleries/secret/',
      'secret',
      'secret',
    ],
    ['without the name of an unlisted one to all others', [unlisted], '/', 'secret', undefined],
    ['nothing of another access', [words('a', { access: 'members' })], '/galleries/a/', undefined, undefined],
  ] as const)('is that %s', (_, found, from, title, gallery) => {
    const chosen = chooseWords(found, 'public', from);
    expect(chosen?.title).toBe(title);
    expect(chosen?.gallery?.title).toBe(gallery);
  });
});
