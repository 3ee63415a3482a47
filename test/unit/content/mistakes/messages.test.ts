import { z } from 'astro/zod';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { gallerySchema } from '../../../../integration/src/content/gallery-schema.js';
import { tellIssues } from '../../../../integration/src/content/mistakes/file-mistakes.js';
import { frontMatterSlips, yamlSlips } from '../../../../integration/src/content/mistakes/yaml-slips.js';

/** What no editor should read: words of the schema library, and values as a program prints them. */
const WORDS_OF_PROGRAMS =
  /Invalid|[Ee]xpected|[Rr]eceived|Too (?:small|big)|[Uu]nrecognized|undefined|NaN|\[object|\*\*|videos\.\d|:0\b/;

const schema = gallerySchema()({ image: () => z.string() as never });
const value = fc.oneof(
  fc.jsonValue(),
  fc.constantFrom(
    '',
    ' ',
    null,
    true,
    'true',
    3,
    '3',
    'x',
    [],
    {},
    ['viA'],
    [null],
    [{ id: 'viA' }],
    [{ title: 'x' }],
  ),
  fc.constantFrom(
    'https://embed.api.video/vod/viA',
    ['https://example.com/'],
    { tags: ['a', {}] },
    { limit: 0 },
  ),
);
const front = fc.dictionary(
  fc.constantFrom(
    'title',
    'titel',
    'description',
    'videos',
    'select',
    'access',
    'discreet',
    'draft',
    'order',
    'cover',
    'own',
  ),
  value,
);

describe('whatever is written', () => {
  it('every mistake is told in plain words', () => {
    fc.assert(
      fc.property(fc.oneof(front, fc.jsonValue()), (written) => {
        const issues = schema.safeParse(written).error?.issues ?? [];
        for (const line of tellIssues({ id: 'g', file: 'g.md', contents: '---\ntitle: T\n---\n' }, issues)) {
          expect(line).toMatch(/^g\.md:\d+: .+\.$/);
          expect(line).not.toMatch(WORDS_OF_PROGRAMS);
        }
      }),
    );
  });

  it('what is read is read alike once more', () => {
    fc.assert(
      fc.property(front, (written) => {
        const { data } = schema.safeParse(written);
        if (data) expect(schema.parse(data)).toEqual(data);
      }),
    );
  });

  it('public is never guessed', () => {
    fc.assert(
      fc.property(value, (access) => {
        const { data } = schema.safeParse({ title: 'T', videos: ['viA'], access });
        if (data?.access === 'public') expect(String(access).trim().toLowerCase()).toBe('public');
      }),
    );
  });

  it('slips of any text are found without an error', () => {
    const line = fc.constantFrom(
      '---',
      'title: a: b',
      'title: "x',
      '\t- a',
      'videos:',
      '  - a',
      '{',
      '] x',
      "'it's'",
      '',
      'text',
      '@',
      '&a *b',
    );
    fc.assert(
      fc.property(
        fc.oneof(
          fc.string(),
          fc.array(line).map((lines) => lines.join('\n')),
        ),
        (text) => {
          for (const slip of [...yamlSlips(text, { line: 1, reason: '' }), ...frontMatterSlips(text)])
            expect(slip.line).toBeGreaterThan(0);
        },
      ),
    );
  });
});

it('fields of a site are told in plain words as well', () => {
  const own = schema.extend({
    season: z.enum(['spring', 'autumn']),
    stars: z.number().int().min(1).max(5),
    link: z.url(),
    names: z.array(z.string()).min(1),
    from: z.coerce.date(),
    one: z.union([z.string(), z.number()]),
    strict: z.strictObject({ a: z.string() }),
    said: z.string({ error: 'write who said it' }),
  });
  const { error } = own.safeParse({
    title: 'T',
    videos: ['viA'],
    season: 'summer',
    stars: 7,
    link: 'x',
    names: [],
    from: 'x',
    one: [],
    strict: { b: 1 },
  });
  const lines = tellIssues({ id: 'g' }, error?.issues ?? []);
  expect(lines.filter((line) => WORDS_OF_PROGRAMS.test(line))).toEqual([]);
  expect(lines).toMatchSnapshot();
});
