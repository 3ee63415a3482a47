import { z } from 'astro/zod';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { gallerySchema } from '../../../integration/src/content/gallery-schema.js';
import { cardViews } from '../../../integration/src/galleries/cards.js';
import { indexCatalogue } from '../../../integration/src/galleries/catalogue-index.js';
import { requireAuthorize } from '../../../integration/src/galleries/diagnostics/require-authorize.js';
import { type PlacedVideo, placeVideos } from '../../../integration/src/galleries/resolve.js';

const stored = (id: string, position: number, more = {}) => ({
  id,
  data: {
    title: `Title of ${id}`,
    description: '',
    public: false,
    tags: [] as string[],
    metadata: {},
    createdAt: new Date(Date.UTC(2026, 0, 1) + position * 1000).toISOString(),
    publishedAt: new Date(Date.UTC(2026, 0, 1) - position * 1000).toISOString(),
    position,
    ...more,
  },
});

const ids = Array.from({ length: 250 }, (_, index) => `vi${String(index).padStart(3, '0')}AbCdEf`);
const catalogue = indexCatalogue(
  ids.map((id, index) => stored(id, index, { tags: index % 2 ? ['odd', 'all'] : ['all'] })).reverse(),
);

const gallery = (front: object) => ({
  id: 'g',
  filePath: 'src/content/galleries/g.md',
  data: gallerySchema()({ image: () => z.never() }).parse({ title: 'G', ...front }),
});

describe('an ordered list', () => {
  it('keeps its order and knows each page of the stable order', () => {
    const placed = placeVideos(
      gallery({ videos: [ids[249], { id: ids[0], title: 'Opening' }, ids[100]] }),
      catalogue,
    );
    expect(placed.map(({ video, title, source }) => [video.id, title, source])).toEqual([
      [ids[249], `Title of ${ids[249]}`, { kind: 'order', page: 3 }],
      [ids[0], 'Opening', { kind: 'order', page: 1 }],
      [ids[100], `Title of ${ids[100]}`, { kind: 'order', page: 2 }],
    ]);
  });

  it('fails on an unknown video with the file, the id and the nearest ones', () => {
    const typo = ids[7]?.replace('7', '1').toLowerCase() ?? '';
    expect(() =>
      placeVideos(gallery({ videos: [ids[0], typo] }), catalogue),
    ).toThrowErrorMatchingInlineSnapshot(`
      [AstroUserError: src/content/galleries/g.md names a video that api.video does not know:
        vi001abcdef - did you mean vi001AbCdEf (Title of vi001AbCdEf), or vi000AbCdEf (Title of vi000AbCdEf), or vi002AbCdEf (Title of vi002AbCdEf)?]
    `);
  });
});

describe('a listed video that comes or goes by itself', () => {
  const NOW = Date.UTC(2026, 5, 15, 12);
  const [PAST, PAST_DAY] = ['2026-06-15T11:59:00Z', '2026-06-01'];
  const [COMING, LATER] = ['2026-06-15T12:01:00Z', '2026-07-01'];
  const secondsOf = (time: string) => Date.parse(time) / 1000;
  const place = (said: object, { front = {}, showsAll = false, id = ids[3] } = {}) => {
    const notes: string[] = [];
    const placed = placeVideos(
      gallery({ ...front, videos: [ids[0], { id, ...said }] }),
      catalogue,
      (text) => notes.push(text),
      { now: NOW, showsAll },
    );
    return { timed: placed.find(({ video }) => video.id === id), first: placed[0], notes };
  };

  it.each([
    ['not before it comes', { publishAt: COMING }, false],
    ['from then on', { publishAt: PAST }, true],
    ['from that very moment on', { publishAt: '2026-06-15T12:00:00Z' }, true],
    ['until it goes', { unpublishAt: COMING }, true],
    ['not any more then', { unpublishAt: PAST }, false],
    ['not at that very moment', { unpublishAt: '2026-06-15T12:00:00Z' }, false],
    ['between both', { publishAt: PAST_DAY, unpublishAt: LATER }, true],
    ['not before both', { publishAt: COMING, unpublishAt: LATER }, false],
    ['not after both', { publishAt: PAST_DAY, unpublishAt: PAST }, false],
    ['not when it is hidden besides', { publishAt: PAST, hidden: true }, false],
  ])('is there %s', (_, said, isThere) => {
    const { timed, first } = place(said);
    expect([Boolean(timed), timed?.caption]).toEqual([isThere, undefined]);
    expect([first?.video.id, first?.until]).toEqual([ids[0], undefined]);
  });

  it.each([
    [{ publishAt: COMING }, 'Only `astro dev` shows it before 2026-06-15T12:01Z.'],
    [{ unpublishAt: PAST, caption: 'Uncut' }, 'Only `astro dev` shows it after 2026-06-15T11:59Z. Uncut'],
    [{ publishAt: PAST, caption: 'Uncut' }, 'Uncut'],
  ])('is always there in development, marked: %o', (said, caption) => {
    expect(place(said, { showsAll: true }).timed?.caption).toBe(caption);
  });

  it.each([
    ['its own', { unpublishAt: COMING }, {}, COMING],
    ["the gallery's", {}, { unpublishAt: COMING }, COMING],
    ['its own, the earlier one', { unpublishAt: COMING }, { unpublishAt: LATER }, COMING],
    ["the gallery's, the earlier one", { unpublishAt: LATER }, { unpublishAt: COMING }, COMING],
  ])('has a grant that ends at %s end', (_, said, front, end) => {
    expect(place(said, { front }).timed?.until).toBe(secondsOf(end));
  });

  it.each([
    [{ publishAt: COMING }, `from 2026-06-15T12:01Z on: build the site then, and it is there.`],
    [
      { unpublishAt: COMING },
      `until 2026-06-15T12:01Z: if it is private it does not play from then on, and its card goes with the next build.`,
    ],
  ])('tells whoever builds: %o', (said, told) => {
    expect(place(said).notes).toEqual([
      `src/content/galleries/g.md shows ${ids[3]} (Title of ${ids[3]}) ${told}`,
    ]);
  });

  it.each([{ publishAt: PAST }, { unpublishAt: PAST }, { hidden: true, publishAt: COMING }])(
    'tells nothing more: %o',
    (said) => {
      expect(place(said).notes).toEqual([]);
    },
  );

  it('may be gone at api.video once it is over, and not before', () => {
    const id = 'viGone00AbCdEf';
    for (const showsAll of [false, true])
      expect(place({ unpublishAt: PAST }, { id, showsAll }).timed).toBeUndefined();
    expect(() => place({ publishAt: COMING }, { id })).toThrow('does not know');
  });
});

describe('the languages of chapters', () => {
  const metadata = { chapters: 'en, fr', year: '2026' };
  const account = indexCatalogue([
    stored('viSaid000000', 0, { metadata }),
    stored('viNone000000', 1),
    stored('viCount00000', 2, { metadata: { chapters: '12' } }),
  ]);
  const chaptersIn = (front: object) =>
    placeVideos(gallery(front), account).map(({ video, chapters }) => [video.id, chapters]);

  it('are those that the metadata at api.video name, in galleries by query as well', () => {
    expect(chaptersIn({ select: { sort: 'createdAt', order: 'asc' } })).toEqual([
      ['viSaid000000', ['en', 'fr']],
      ['viNone000000', undefined],
      ['viCount00000', undefined],
    ]);
  });

  it('are those that the gallery names, where it does', () => {
    const videos = [
      { id: 'viSaid000000', chapters: ['it'] },
      { id: 'viNone000000', chapters: ['de'] },
      'viCount00000',
    ];
    expect(chaptersIn({ videos })).toEqual([
      ['viSaid000000', ['it']],
      ['viNone000000', ['de']],
      ['viCount00000', undefined],
    ]);
  });

  it('stand in the page of a public video, and in the grant of any other', () => {
    const assets = { player: 'https://p', thumbnail: 'https://t', hls: 'https://h' };
    const placed = placeVideos(
      gallery({ videos: ['viSaid000000', 'viOpen000000'] }),
      indexCatalogue([
        stored('viSaid000000', 0, { metadata }),
        stored('viOpen000000', 1, { metadata, public: true, assets }),
      ]),
    );
    const sealed: unknown[] = [];
    const seal = (payload: { chapters?: readonly string[] }) => {
      sealed.push(payload.chapters);
      return 'grant';
    };
    const site = { base: '/', trailingSlash: 'ignore', format: 'directory' } as const;
    const context = {
      access: 'members',
      discreet: true,
      seal,
      site,
      thumbnails: 'token',
      previews: new Map(),
    } as const;
    const views = cardViews(placed, context, String);
    expect(JSON.stringify(views)).not.toContain('"fr"');
    expect(sealed).toEqual([
      ['en', 'fr'],
      ['en', 'fr'],
    ]);
    const [, open] = cardViews(placed, { ...context, discreet: false }, String);
    expect(open).toMatchObject({ kind: 'public', chapters: ['en', 'fr'] });
  });
});

describe('a query', () => {
  it('takes every tag, sorts, limits, and knows the page of its own list', () => {
    const placed = placeVideos(
      gallery({ select: { tags: ['all', 'odd'], sort: 'createdAt', order: 'asc', limit: 102 } }),
      catalogue,
    );
    expect(placed).toHaveLength(102);
    expect(placed[0]?.video.id).toBe(ids[1]);
    expect(placed[101]?.video.id).toBe(ids[203]);
    const query = { tags: ['all', 'odd'], sortBy: 'createdAt', sortOrder: 'asc' };
    expect(placed[99]?.source).toEqual({ kind: 'query', page: 1, query });
    expect(placed[100]?.source).toEqual({ kind: 'query', page: 2, query });
  });

  it('leaves excluded videos out before it limits, counts pages with them, and names those it does not find', () => {
    const select = { tags: ['all'], sort: 'createdAt', order: 'asc', limit: 100 };
    const notes: string[] = [];
    const exclude = [ids[0], ids[200], 'viUnknown000'];
    const placed = placeVideos(gallery({ select, exclude }), catalogue, (text) => notes.push(text));
    expect(placed.map(({ video }) => video.id)).toEqual(ids.slice(1, 101));
    expect(placed.map(({ source }) => source.page)).toEqual([...Array(99).fill(1), 2]);
    expect(notes).toEqual([expect.stringContaining('excludes viUnknown000')]);
  });

  it.each(['createdAt', 'publishedAt', 'updatedAt'] as const)(
    'orders by %s as time goes, what has none at the end in either order',
    (sort) => {
      const dates = [
        '2026-03-01T00:00:00+02:00',
        undefined,
        '2026-02-28T23:30:00Z',
        'soon',
        '2026-02-28T21:00:00-01:00',
        '',
        '2026-02-28T22:00:00.000Z',
        undefined,
      ];
      const account = indexCatalogue(
        dates.map((date, at) => stored(`vi${at}`, at, { [sort]: date })).reverse(),
      );
      const order = (to: string) =>
        placeVideos(gallery({ select: { sort, order: to } }), account).map(({ video }) =>
          Number(video.id[2]),
        );
      expect(order('asc')).toEqual([0, 4, 6, 2, 1, 3, 5, 7]);
      expect(order('desc')).toEqual([2, 0, 4, 6, 1, 3, 5, 7]);
    },
  );

  it('orders whatever part of them lacks its date as if those were not there', () => {
    fc.assert(
      fc.property(fc.array(fc.option(fc.integer({ min: 0, max: 20 })), { maxLength: 40 }), (times) => {
        const at = (time: number | null) => (time === null ? undefined : new Date(time).toISOString());
        const account = indexCatalogue(
          times.map((time, n) => stored(`vi${n}`, n, { publishedAt: at(time) })),
        );
        const found = placeVideos(gallery({ select: { order: 'asc' } }), account, () => {});
        const ordered = times.flatMap((time, n) => (time === null ? [] : [{ time, n }]));
        ordered.sort((a, b) => a.time - b.time || a.n - b.n);
        const rest = times.flatMap((time, n) => (time === null ? [n] : []));
        expect(found.map(({ video }) => video.position)).toEqual([...ordered.map(({ n }) => n), ...rest]);
      }),
    );
  });

  it('puts what has no title at the end, in either order', () => {
    const titles = ['b', '', 'a', '  ', 'B'];
    const account = indexCatalogue(titles.map((title, at) => stored(`vi${at}`, at, { title })));
    const order = (to: string) =>
      placeVideos(gallery({ select: { sort: 'title', order: to } }), account).map(
        ({ video }) => video.position,
      );
    expect(order('asc')).toEqual([2, 0, 4, 1, 3]);
    expect(order('desc')).toEqual([4, 0, 2, 1, 3]);
  });

  it('finds titles whatever their case, newest first unless told otherwise', () => {
    const placed = placeVideos(gallery({ select: { title: 'OF VI00' } }), catalogue);
    expect(placed.map(({ video }) => video.id)).toEqual(ids.slice(0, 10));
  });
});

describe('what an account or an editor wrote', () => {
  const HOSTILE = 'Talk\n[ERROR] \u001b[31mstop\u2028\u202e';
  const named = (text: string) => ({ id: text, filePath: `src/content/galleries/${text}.md` });
  const account = indexCatalogue(
    [
      stored('viOne0000000', 0, { title: HOSTILE, playable: false }),
      stored('viTwo0000000', 1, { title: HOSTILE, public: true, playable: true }),
      stored('viBad0000000', 2, { title: HOSTILE, public: true, unusable: 'w' }),
      stored('viLong000000', 3, { title: 'long '.repeat(2000), playable: false }),
    ],
    {
      opened: new Set(['viTwo0000000']),
      deleted: new Map([['viGone', HOSTILE]]),
      unread: new Map([['viOdd', { id: 'viOdd', title: HOSTILE, why: 'w' }]]),
    },
  );

  /** Everything that is said of a gallery, the lines of its error apart. */
  function told(front: object): string[] {
    const said: string[] = [];
    try {
      placeVideos({ ...gallery(front), ...named(HOSTILE) }, account, (text) => said.push(text));
      placeVideos({ ...gallery(front), id: HOSTILE, filePath: undefined }, account, (text) =>
        said.push(text),
      );
    } catch (error) {
      said.push(...(error as Error).message.split('\n'));
    }
    return said;
  }

  it.each([
    ['a note of what is not playable', { videos: ['viOne0000000', 'viOne0000000'] }],
    ['a note of a long title', { videos: ['viLong000000'] }],
    ['a note of what was made public', { videos: ['viTwo0000000'] }],
    ['a warning of what is public', { access: HOSTILE, videos: ['viTwo0000000'] }],
    ['an empty query', { select: { tags: [HOSTILE] } }],
    ['an error of one unknown', { videos: ['viOne0000001', 'viGone', 'viOdd'] }],
    ['an error of addresses', { videos: ['viBad0000000'] }],
  ])('stays on its line, without colour and short, in %s', (_, front) => {
    const lines = told(front);
    expect(lines.length).toBeGreaterThan(0);
    for (const line of lines) {
      expect(line).not.toMatch(/[\p{Cc}\p{Zl}\p{Zp}\p{Bidi_Control}]/u);
      expect(line).not.toMatch(/^\[ERROR\]/);
      expect(line.length).toBeLessThan(600);
    }
  });

  it('stays on its line where a rule is missing, and where a key is misspelled', () => {
    expect(() => requireAuthorize('g.md', HOSTILE, false)).toThrow(
      /^g\.md says `access: Talk \[ERROR\] \ufffd\[31mstop/,
    );
    const { error } = gallerySchema()({ image: () => z.never() }).safeParse({
      title: 'T',
      videos: ['viA'],
      'tit\u202ele': 1,
    });
    expect(error?.issues[0]?.message).not.toMatch(/[\p{Cc}\p{Zl}\p{Bidi_Control}]/u);
  });
});

describe('a word that can be spelled in two ways', () => {
  const [NFC, NFD] = ['été', 'e\u0301te\u0301'];
  const spellings = [NFC, NFD].flatMap((stored) => [NFC, NFD].map((written) => ({ stored, written })));
  const account = (...words: string[]) =>
    indexCatalogue(
      words.map((word, at) =>
        stored(`vi${at}`, at, {
          title: `Film d’${word}`,
          tags: ['all', word],
          metadata: { [`saison ${word}`]: word },
        }),
      ),
    );
  const queries = (word: string) => [
    { tags: [word] },
    { tags: ['all', word] },
    { metadata: { [`saison ${word}`]: word } },
    { title: `D’${word.toUpperCase()}` },
    { tags: [word], metadata: { [`saison ${word}`]: word }, title: word },
  ];
  const placed = (select: object, catalogue: ReturnType<typeof account>) =>
    placeVideos(gallery({ select: { ...select, sort: 'createdAt', order: 'asc', limit: 2 } }), catalogue);

  it.each(spellings)('is found, and asked for as the account spells it (%j)', ({ stored, written }) => {
    const asStored = queries(stored).map(({ title, ...query }) => ({ ...query, ...(title && { title }) }));
    for (const [at, select] of queries(written).entries()) {
      const found = placed(select, account(stored, stored, 'autre'));
      expect(found.map(({ video }) => video.id)).toEqual(['vi0', 'vi1']);
      const order = { sortBy: 'createdAt', sortOrder: 'asc' };
      expect(found[0]?.source).toEqual({ kind: 'query', page: 1, query: { ...asStored[at], ...order } });
    }
  });

  it('is asked for by the place in the account where the account spells it in both', () => {
    for (const select of queries(NFC)) {
      const found = placed(select, account(NFD, NFC));
      expect(found.map(({ source }) => source)).toEqual([
        { kind: 'order', page: 1 },
        { kind: 'order', page: 1 },
      ]);
    }
    const both = indexCatalogue([stored('vi0', 0, { tags: [NFD, NFC] }), stored('vi1', 1, { tags: [NFC] })]);
    expect(placed({ tags: [NFD] }, both)[0]?.source).toMatchObject({ query: { tags: [NFC] } });
  });
});

const CARDS = {
  access: 'public',
  discreet: false,
  seal: () => 'grant',
  site: { base: '/', trailingSlash: 'ignore', format: 'directory' },
  thumbnails: 'token',
  previews: new Map(),
} as const;

describe('a video that cannot be shown', () => {
  const unusable = 'An asset of video x lives on films.example, which is not on the list.';
  const account = indexCatalogue(
    [
      stored(ids[0] as string, 0, { tags: ['good'] }),
      stored(ids[1] as string, 1, { public: true, unusable, title: 'Films\n\u001b[2Jabroad' }),
      stored(ids[2] as string, 2, { public: true }),
    ],
    {
      opened: new Set(),
      deleted: new Map(),
      unread: new Map([
        ['viOdd', { id: 'viOdd', title: 'Odd\u202eone', why: 'it does not say whether it is public' }],
      ]),
    },
  );
  const told = (front: object) => () => placeVideos(gallery(front), account);

  it('fails the gallery that names it: with the file, and why it cannot be read', () => {
    expect(told({ videos: [ids[0], 'viOdd'] })).toThrowErrorMatchingInlineSnapshot(`
      [AstroUserError: src/content/galleries/g.md names a video that api.video lists, but whose entry there cannot be read:
        viOdd (Odd�one): it does not say whether it is public]
    `);
    expect(told({ videos: ['viOdd', 'viNobody', ids[0]] })).toThrowErrorMatchingInlineSnapshot(`
      [AstroUserError: src/content/galleries/g.md names a video that api.video does not know:
        viNobody
      and a video that api.video lists, but whose entry there cannot be read:
        viOdd (Odd�one): it does not say whether it is public]
    `);
  });

  it.each([[{ videos: [ids[1]] }], [{ select: {} }], [{ access: 'members', select: {} }]])(
    'fails the gallery that shows it, in %j: with the file, and what is wrong with its addresses',
    (front) => {
      expect(told(front)).toThrow(
        `src/content/galleries/g.md shows ${ids[1]} (Films \ufffd[2Jabroad), whose addresses cannot be used: ${unusable}`,
      );
    },
  );

  it('fails no gallery that does not show it', () => {
    expect(told({ videos: [ids[0]] })).not.toThrow();
    expect(told({ select: { tags: ['good'] } })).not.toThrow();
  });

  it('is not one that has no title: a card is as discreet as its gallery', () => {
    const [untitled] = placeVideos(gallery({ videos: [ids[0]] }), account);
    const placed = [{ ...(untitled as PlacedVideo), title: '' }];
    const view = (discreet: boolean) => cardViews(placed, { ...CARDS, discreet }, () => 'somewhere')[0];
    expect(view(false)?.discreet).toBe(false);
    expect(view(true)).toMatchObject({ kind: 'private', discreet: true });
  });

  it('is not one that has no addresses yet: its card asks for them like a private one', () => {
    const [placed] = placeVideos(gallery({ videos: [ids[2]] }), account);
    const [card] = cardViews([placed as PlacedVideo], CARDS, () => 'somewhere');
    expect(card).toMatchObject({ kind: 'private', grant: 'grant' });
  });
});

describe('the preview of a picture', () => {
  const colours = ['#0b1c2d'];
  const previews = new Map([[ids[0] as string, colours]]);
  const [placed] = placeVideos(gallery({ videos: [ids[0]] }), catalogue) as [PlacedVideo];
  const view = (discreet: boolean, shown = placed) =>
    cardViews([shown], { ...CARDS, discreet, previews }, () => 'somewhere')[0];
  const assets = { player: 'https://p', hls: 'https://h', thumbnail: 'https://t' };

  it('is on the card of its video, private or public', () => {
    expect(view(false)).toMatchObject({ kind: 'private', preview: colours });
    const open = { ...placed, video: { ...placed.video, assets } };
    expect(view(false, open)).toMatchObject({ kind: 'public', preview: colours });
  });

  it('is on no discreet card, whatever is known', () => {
    expect(view(true)).not.toHaveProperty('preview');
  });
});

describe('what an editor is told of a placed video', () => {
  const turned = {
    opened: new Set([ids[1] as string, ids[2] as string]),
    deleted: new Map([['viDeleted0000', 'The old opening']]),
  };
  const account = indexCatalogue(
    [
      stored(ids[0] as string, 0, { playable: false }),
      stored(ids[1] as string, 1, { public: true, playable: true }),
      stored(ids[2] as string, 2, { public: true }),
    ],
    turned,
  );
  const told = (front: object) => {
    const notes: string[] = [];
    placeVideos(gallery(front), account, (text) => notes.push(text));
    return notes;
  };

  it('names each video that is not yet playable, and each made public since', () => {
    expect(told({ videos: [ids[0], ids[1]] })).toEqual([
      `src/content/galleries/g.md shows ${ids[0]} (Title of ${ids[0]}), which is not yet playable: api.video has not encoded it so far.`,
      `src/content/galleries/g.md shows ${ids[1]} (Title of ${ids[1]}), which was made public at api.video since the last build.`,
    ]);
  });

  it('says which public one has no addresses yet', () => {
    expect(told({ videos: [ids[2]] })[0]).toContain('which is public and has no addresses yet');
  });

  it('warns of public videos in a gallery for some', () => {
    expect(told({ access: 'members', videos: [ids[1]] })).toEqual([
      `src/content/galleries/g.md shows ${ids[1]} (Title of ${ids[1]}) to members, but it is public at api.video: whoever has its address can watch it.`,
    ]);
  });

  it('knows which one was deleted since', () => {
    expect(() => told({ videos: ['viDeleted0000'] })).toThrow(
      'viDeleted0000 - The old opening, deleted at api.video since the last build',
    );
  });
});
