import { z } from 'astro/zod';
import { describe, expect, it } from 'vitest';
import { gallerySchema } from '../../../integration/src/content/gallery-schema.js';

const schema = gallerySchema()({ image: () => z.string() as never });
const ID = 'vi4k0jvEUuaTdRAEjQ4Jfrgz';
const OTHER = 'vi7DdKq2mWcXz0ybT9Lh5Nsa';
const LISTED = { title: 'T', videos: [ID] };
const SORTED = { sort: 'publishedAt', order: 'desc' };

/** What a file says, and what of it is checked, with what it means. */
type Row = [name: string, written: object, meaning: object];

const selecting = (written: unknown) => ({ title: 'T', select: written });
const listing = (...videos: unknown[]) => ({ title: 'T', videos });

const ROWS: Row[] = [
  ['a number for a title', { ...LISTED, title: 2026 }, { title: '2026' }],
  ['a fraction for a title', { ...LISTED, title: 3.5 }, { title: '3.5' }],
  ['zero for a title', { ...LISTED, title: 0 }, { title: '0' }],
  ['a day for a title', { ...LISTED, title: new Date('2026-05-04') }, { title: '2026-05-04' }],
  ['yes for a title', { ...LISTED, title: true }, { title: 'true' }],
  ['white space around a title', { ...LISTED, title: '  Spring \n' }, { title: 'Spring' }],
  ['a space that does not break in a title', { ...LISTED, title: '\u00a0Spring\u200b' }, { title: 'Spring' }],
  ['an empty description', { ...LISTED, description: '' }, { description: undefined }],
  ['a blank description', { ...LISTED, description: ' \n ' }, { description: undefined }],
  ['no value for a description', { ...LISTED, description: null }, { description: undefined }],
  ['an empty list for a description', { ...LISTED, description: [] }, { description: undefined }],
  ['a number for a description', { ...LISTED, description: 7 }, { description: '7' }],
  ['an empty discreet', { ...LISTED, discreet: '' }, { discreet: undefined }],
  ['no value for discreet', { ...LISTED, discreet: null }, { discreet: undefined }],
  ['false in quotes for discreet', { ...LISTED, discreet: 'false' }, { discreet: false }],
  ['True in quotes for discreet', { ...LISTED, discreet: ' True ' }, { discreet: true }],
  ['an empty draft', { ...LISTED, draft: '' }, { draft: false }],
  ['no value for draft', { ...LISTED, draft: null }, { draft: false }],
  ['true in quotes for draft', { ...LISTED, draft: 'true' }, { draft: true }],
  ['FALSE in quotes for draft', { ...LISTED, draft: 'FALSE' }, { draft: false }],
  ['a number in quotes for order', { ...LISTED, order: '3' }, { order: 3 }],
  ['a fraction in quotes for order', { ...LISTED, order: ' 2.5 ' }, { order: 2.5 }],
  ['a negative number in quotes for order', { ...LISTED, order: '-1' }, { order: -1 }],
  ['zero for order', { ...LISTED, order: 0 }, { order: 0 }],
  ['an empty order', { ...LISTED, order: '' }, { order: undefined }],
  ['no value for order', { ...LISTED, order: null }, { order: undefined }],
  ['an empty cover', { ...LISTED, cover: '' }, { cover: undefined }],
  ['no value for a cover', { ...LISTED, cover: null }, { cover: undefined }],
  [
    'the id of a video as cover',
    { ...LISTED, cover: 'vi4k0jvEUuaTdRAEjQ4Jfrgz' },
    { cover: { video: 'vi4k0jvEUuaTdRAEjQ4Jfrgz' } },
  ],
  [
    'the address of a video’s thumbnail as cover',
    {
      ...LISTED,
      cover:
        'https://vod.api.video/vod/vi4k0jvEUuaTdRAEjQ4Jfrgz/token/0f0e8c9b-1111-4222-8333-444455556666/thumbnail.jpg',
    },
    { cover: { video: 'vi4k0jvEUuaTdRAEjQ4Jfrgz' } },
  ],
  ['a file of public/ as cover', { ...LISTED, cover: '/uploads/c.jpg' }, { cover: '/uploads/c.jpg' }],
  [
    'the address of a picture as cover',
    { ...LISTED, cover: 'https://example.org/c.jpg' },
    { cover: 'https://example.org/c.jpg' },
  ],
  ['white space around a cover', { ...LISTED, cover: ' ./a.jpg ' }, { cover: './a.jpg' }],
  ['no access', LISTED, { access: 'public' }],
  ['public in capitals', { ...LISTED, access: 'PUBLIC' }, { access: 'public' }],
  ['public with a capital and white space', { ...LISTED, access: ' Public ' }, { access: 'public' }],
  ['white space around access', { ...LISTED, access: ' members\n' }, { access: 'members' }],
  ['a number for access', { ...LISTED, access: 7 }, { access: '7' }],
  ['an access with a capital', { ...LISTED, access: 'Members' }, { access: 'Members' }],
  ['white space around an id', listing(` ${ID} `), { videos: [ID] }],
  ['quotes around an id', listing(`"${ID}"`), { videos: [ID] }],
  ['an empty place in the list', listing(ID, '', null, OTHER), { videos: [ID, OTHER] }],
  ['an empty form in the list', listing(ID, { id: '', title: '' }, {}), { videos: [ID] }],
  ['a form with an id alone', listing({ id: ID, title: '', caption: null }), { videos: [{ id: ID }] }],
  [
    'numbers for words of a video',
    listing({ id: ID, title: 1, caption: 2.5 }),
    { videos: [{ id: ID, title: '1', caption: '2.5' }] },
  ],
  [
    'white space in a form',
    listing({ id: ` ${ID}`, title: ' One ' }),
    { videos: [{ id: ID, title: 'One' }] },
  ],
  [
    'a number of a CMS beside the id',
    listing({ id: 3, videoId: ID, title: 'One' }),
    { videos: [{ id: ID, videoId: ID, title: 'One' }] },
  ],
  [
    'keys of a CMS in a form',
    listing({ id: ID, _key: 'a1', _type: 'video' }),
    { videos: [{ id: ID, _key: 'a1', _type: 'video' }] },
  ],
  [
    'an empty list beside a query',
    { title: 'T', videos: [], select: { tags: ['a'] } },
    { videos: undefined, select: { ...SORTED, tags: ['a'] } },
  ],
  [
    'a list of nothing beside a query',
    { title: 'T', videos: ['', null], select: { tags: ['a'] } },
    { videos: undefined },
  ],
  ['no value for the list beside a query', { title: 'T', videos: null, select: {} }, { select: SORTED }],
  ['an empty query beside a list', { ...LISTED, select: null }, { videos: [ID], select: undefined }],
  ['an empty text for a query beside a list', { ...LISTED, select: '' }, { select: undefined }],
  [
    'an empty form of a query beside a list',
    { ...LISTED, select: { tags: [], title: '', metadata: null } },
    { select: undefined },
  ],
  ['numbers for tags', selecting({ tags: [2026, 'a'] }), { select: { ...SORTED, tags: ['2026', 'a'] } }],
  [
    'a day for a tag',
    selecting({ tags: [new Date('2026-05-04')] }),
    { select: { ...SORTED, tags: ['2026-05-04'] } },
  ],
  [
    'white space around tags',
    selecting({ tags: [' a ', 'b\n'] }),
    { select: { ...SORTED, tags: ['a', 'b'] } },
  ],
  ['empty tags', selecting({ tags: ['', 'a', null] }), { select: { ...SORTED, tags: ['a'] } }],
  ['an empty list of tags', selecting({ tags: [], title: 'x' }), { select: { ...SORTED, title: 'x' } }],
  ['an empty text for tags', selecting({ tags: '', title: 'x' }), { select: { ...SORTED, title: 'x' } }],
  ['a number for a title to find', selecting({ title: 2026 }), { select: { ...SORTED, title: '2026' } }],
  ['an empty title to find', selecting({ tags: ['a'], title: ' ' }), { select: { ...SORTED, tags: ['a'] } }],
  [
    'numbers and switches for metadata',
    selecting({ metadata: { year: 2026, final: true } }),
    { select: { ...SORTED, metadata: { year: '2026', final: 'true' } } },
  ],
  [
    'white space in metadata',
    selecting({ metadata: { ' year ': ' 2026 ' } }),
    { select: { ...SORTED, metadata: { year: '2026' } } },
  ],
  [
    'empty metadata',
    selecting({ tags: ['a'], metadata: { year: '' } }),
    { select: { ...SORTED, tags: ['a'] } },
  ],
  [
    'no value for metadata',
    selecting({ tags: ['a'], metadata: null }),
    { select: { ...SORTED, tags: ['a'] } },
  ],
  [
    'metadata as a list of pairs',
    selecting({ metadata: [{ key: 'year', value: 2026 }] }),
    { select: { ...SORTED, metadata: { year: '2026' } } },
  ],
  [
    'an empty sort and order',
    selecting({ tags: ['a'], sort: '', order: null }),
    { select: { ...SORTED, tags: ['a'] } },
  ],
  [
    'white space and capitals in sort and order',
    selecting({ sort: ' Title ', order: 'ASC' }),
    { select: { sort: 'title', order: 'asc' } },
  ],
  ['a number in quotes for the limit', selecting({ limit: '12' }), { select: { ...SORTED, limit: 12 } }],
  ['an empty limit', selecting({ limit: '' }), { select: SORTED }],
  [
    'keys of a CMS in a query',
    selecting({ tags: ['a'], _template: 'query' }),
    { select: { ...SORTED, tags: ['a'], _template: 'query' } },
  ],
  ['keys of the site', { ...LISTED, season: 'spring', layout: 'wide' }, { season: 'spring', layout: 'wide' }],
  [
    'keys of the site that look like ours',
    { ...LISTED, views: 3, accent: 'red', color: 'red', selected: true, publishedAt: '2026', subtitle: 'x' },
    { views: 3, accent: 'red', color: 'red', selected: true, publishedAt: '2026', subtitle: 'x' },
  ],
  [
    'keys of a CMS',
    { ...LISTED, id: 12, $schema: './s.json', _template: 'gallery', published: true },
    { id: 12, $schema: './s.json', _template: 'gallery', published: true },
  ],
];

describe('what CMSs write is understood', () => {
  it.each(ROWS)('%s', (_name, written, meaning) => {
    const { error, data } = schema.safeParse(written);
    expect(error?.issues).toBeUndefined();
    const shown = data as unknown as Record<string, unknown>;
    expect(Object.fromEntries(Object.keys(meaning).map((key) => [key, shown[key]]))).toEqual(meaning);
  });
});

const found = (written: unknown) =>
  (schema.safeParse(written).error?.issues ?? []).map(({ path, message }) => `${path.join('.')}: ${message}`);

const REFUSED: [name: string, written: object, message: string][] = [
  [
    'an empty access',
    { ...LISTED, access: '' },
    'access: write public, or a word that your authorize rule knows',
  ],
  ['hiden for a video', listing({ id: ID, hiden: true }), 'there is no `hiden` here; write `hidden`'],
  ['unpublish for a video', listing({ id: ID, unpublish: '2026-09-01' }), 'write `unpublishAt`'],
  [
    'a word for the date of a video',
    listing({ id: ID, publishAt: 'soon' }),
    'videos.0.publishAt: write a day or a time, such as 2026-09-01',
  ],
  [
    'the end of a video before its beginning',
    listing({ id: ID, publishAt: '2026-09-02', unpublishAt: '2026-09-01' }),
    'videos.0.unpublishAt: it would end before it begins',
  ],
  ['a hidden gallery', { ...LISTED, hidden: 'true' }, 'hidden: a gallery has `unlisted: true`'],
  [
    'a blank access',
    { ...LISTED, access: ' ' },
    'access: write public, or a word that your authorize rule knows',
  ],
  [
    'no value for access',
    { ...LISTED, access: null },
    'access: write public, or a word that your authorize rule knows',
  ],
  [
    'a list for access',
    { ...LISTED, access: ['members'] },
    'access: write public, or a word that your authorize rule knows',
  ],
  [
    'a switch for access',
    { ...LISTED, access: true },
    'access: write public, or a word that your authorize rule knows',
  ],
  ...['pubilc', 'publc', 'publik', 'Pubic', 'public\u200b', 'PUBL\u0130C', 'public.', 'public,'].map(
    (word): [string, object, string] => [
      `${JSON.stringify(word)} for access`,
      { ...LISTED, access: word },
      'is nearly `public`; write `public`',
    ],
  ),
  ...Object.entries({
    titel: 'title',
    unlist: 'unlisted',
    alias: 'aliases',
    unpublish: 'unpublishAt',
    excluded: 'exclude',
    Title: 'title',
    tilte: 'title',
    vidoes: 'videos',
    video: 'videos',
    Videos: 'videos',
    selct: 'select',
    selects: 'select',
    acces: 'access',
    aces: 'access',
    ' access ': 'access',
    descriptoin: 'description',
    descirption: 'description',
    acess: 'access',
    desription: 'description',
    descripton: 'description',
    discrete: 'discreet',
    drfat: 'draft',
    coverr: 'cover',
    oder: 'order',
  }).map(([key, right]): [string, object, string] => [
    `the key ${key}`,
    { ...LISTED, [key]: 'x' },
    `${key}: there is no \`${key}\` here; write \`${right}\``,
  ]),
  [
    'a misspelled key of a video',
    listing({ id: ID, titel: 'x' }),
    'videos.0.titel: there is no `titel` here; write `title`',
  ],
  [
    'a misspelled key of a query',
    selecting({ tag: ['a'] }),
    'select.tag: there is no `tag` here; write `tags`',
  ],
  [
    'a query by a key that selects nothing',
    selecting({ category: 'a' }),
    'select.category: nothing is selected by `category`; write `tags`, `metadata` or `title`',
  ],
  ['yes for a draft', { ...LISTED, draft: 'yes' }, 'draft: write true or false'],
  ['a word for order', { ...LISTED, order: 'first' }, 'order: write a number'],
  ['a limit of zero in quotes', selecting({ limit: '0' }), 'select.limit: write how many'],
  [
    'a sort that is none',
    selecting({ sort: 'date' }),
    'select.sort: write publishedAt, createdAt, updatedAt or title',
  ],
  [
    'a sort that is nearly one',
    selecting({ sort: 'createAt' }),
    'select.sort: `createAt` is none of its words; write `createdAt`',
  ],
  ['a form without an id', listing({ title: 'x' }), 'videos.0.id: there is no `id`'],
  ['a mapping for a title', { ...LISTED, title: { en: 'x' } }, 'title: write the title as text'],
  ['a list of lists', listing([ID]), 'videos.0: this is no video'],
  ['nothing to show', { title: 'T', videos: [], select: null }, 'videos: write either'],
];

describe('what is no slip of a CMS stays a mistake', () => {
  it.each(REFUSED)('%s', (_name, written, message) => {
    expect(found(written).join('\n')).toContain(message);
  });

  it('all mistakes of a file are found together', () => {
    expect(
      found({ titel: 'x', videos: ['', { caption: 'x' }, { id: 'https://example.com/' }], draft: 'yes' }),
    ).toHaveLength(4);
  });
});

describe('a schema that a site makes of it', () => {
  const own = schema.extend({ season: z.string(), videoo: z.string().optional() });

  it('has fields of its own, near to ours or not', () => {
    expect(own.parse({ ...LISTED, season: 'spring', videoo: 'x' })).toMatchObject({
      season: 'spring',
      videoo: 'x',
    });
  });

  it('keeps our rules', () => {
    expect(
      own.safeParse({ title: 'T', season: 'x', titel: 'y' }).error?.issues.map(({ path }) => path[0]),
    ).toEqual(['titel', 'videos']);
  });
});

it('editors get completion: the fields keep their types in the JSON schema that Astro writes', () => {
  const json = z.toJSONSchema(schema, { io: 'input', unrepresentable: 'any' }) as {
    properties: Record<string, object>;
  };
  expect(json.properties).toMatchObject({
    title: { type: 'string' },
    videos: { type: 'array' },
    draft: { type: 'boolean' },
    cover: { type: 'string' },
  });
  expect(json).toMatchObject({ required: ['title'] });
});
