import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { deriveGrantKeys } from '../../../integration/src/grants/keys.js';
import type { GrantPayload } from '../../../integration/src/grants/payload.js';
import { bytesOver, MAX_GRANT_LENGTH, openGrant, sealGrant } from '../../../integration/src/grants/seal.js';

const keys = deriveGrantKeys('a secret');
const others = deriveGrantKeys('another secret');

const source = fc.oneof(
  fc.record({ kind: fc.constant('order' as const), page: fc.integer({ min: 1, max: 1000 }) }),
  fc.record({
    kind: fc.constant('query' as const),
    page: fc.integer({ min: 1, max: 1000 }),
    query: fc.record(
      {
        tags: fc.array(fc.string({ minLength: 1 })),
        title: fc.string({ minLength: 1 }),
        sortBy: fc.constantFrom('title' as const, 'createdAt' as const),
        sortOrder: fc.constantFrom('asc' as const, 'desc' as const),
      },
      { requiredKeys: ['sortBy', 'sortOrder'] },
    ),
  }),
);

const payload: fc.Arbitrary<GrantPayload> = fc.record(
  {
    videoId: fc.stringMatching(/^vi[A-Za-z0-9]{1,22}$/),
    access: fc.string({ minLength: 1 }),
    source,
    title: fc.string({ minLength: 1, unit: 'grapheme' }),
    caption: fc.string({ minLength: 1, unit: 'grapheme' }),
    chapters: fc.constantFrom(['en'], ['fr-CA', 'zh-Hant'], ['de', 'en', 'fr']),
    until: fc.integer({ min: 0, max: 4e9 }),
  },
  { requiredKeys: ['videoId', 'access', 'source'] },
);

describe('a grant', () => {
  it('gives back what was sealed, in the same bytes each time, safe in a URL', () => {
    fc.assert(
      fc.property(payload, (given) => {
        const grant = sealGrant(given, keys);
        expect(grant).toBe(sealGrant(given, keys));
        expect(grant).toMatch(/^[A-Za-z0-9_-]+$/);
        expect(openGrant(grant, keys)).toEqual({ status: 'open', payload: given });
      }),
    );
  });

  it('hides what it says', () => {
    const grant = sealGrant(
      { videoId: 'viHidden', access: 'members', source: { kind: 'order', page: 1 }, title: 'Canary title' },
      keys,
    );
    const bytes = Buffer.from(grant, 'base64url').toString('latin1');
    expect(bytes).not.toContain('Canary');
    expect(bytes).not.toContain('viHidden');
  });

  it('is forged once any byte of it has changed', () => {
    fc.assert(
      fc.property(payload, fc.nat(), fc.integer({ min: 1, max: 255 }), (given, at, change) => {
        const bytes = Buffer.from(sealGrant(given, keys), 'base64url');
        const index = at % bytes.length;
        bytes[index] = (bytes[index] ?? 0) ^ change;
        const inKeyId = index >= 1 && index < 7;
        expect(openGrant(bytes.toString('base64url'), keys).status).toBe(inKeyId ? 'stale' : 'forged');
      }),
    );
  });

  it('is forged when cut short or when it is nothing of the kind', () => {
    fc.assert(
      fc.property(payload, fc.nat(), (given, cut) => {
        const grant = sealGrant(given, keys);
        expect(openGrant(grant.slice(0, cut % grant.length), keys).status).toBe('forged');
      }),
    );
    fc.assert(fc.property(fc.string(), (text) => openGrant(text, keys).status !== 'open'));
  });

  it('is stale under another key', () => {
    fc.assert(fc.property(payload, (given) => openGrant(sealGrant(given, keys), others).status === 'stale'));
  });

  it('cannot be put together from the parts of two', () => {
    const a = Buffer.from(
      sealGrant({ videoId: 'viA', access: 'public', source: { kind: 'order', page: 1 } }, keys),
      'base64url',
    );
    const b = Buffer.from(
      sealGrant({ videoId: 'viB', access: 'public', source: { kind: 'order', page: 1 } }, keys),
      'base64url',
    );
    const mixed = Buffer.concat([a.subarray(0, 19), b.subarray(19)]).toString('base64url');
    expect(openGrant(mixed, keys).status).toBe('forged');
  });
});

const ID = 'vi4k0jvEUuaTdRAEjQ4Jfrgz';
const ORDER = { kind: 'order' as const, page: 1 };
const discreet = (title: string, caption?: string): GrantPayload => ({
  videoId: ID,
  access: 'members',
  source: ORDER,
  title,
  ...(caption ? { caption } : {}),
});

describe('grants that earlier versions sealed', () => {
  const wordless: [GrantPayload, string][] = [
    [
      { videoId: ID, access: 'public', source: ORDER },
      'AR-yroUz8IOIsEy0fQZyCF1_kkhbINM3xCvlreS2lXOE4zWZRdJB9AiJ5AAzZ2LNgBV9kljIoil82Dz6UhD8aMIXDtbeM1hPl0T9vQ',
    ],
    [
      {
        videoId: ID,
        access: 'members',
        source: { kind: 'query', page: 2, query: { tags: ['été'], sortBy: 'title', sortOrder: 'asc' } },
      },
      'AR-yroUz8E2Nzs63ySlwaI8Q9AAUgXQj8JPswMk7GSReKJG-faCC-di8OrwuPm9k2wQp8gG_1ErPmTvw8wSWoEgi_bs4F9M9nFMoAEzLv2FWribUvFVEl-ZWrb8nN7xXwoElCr-n_mqHn80gMYrSsUHjNpQjCbdIw3HV1X3VLwTd',
    ],
  ];

  it.each(wordless)('without words are the same bytes today (%#)', (given, grant) => {
    expect(sealGrant(given, keys)).toBe(grant);
  });

  it('with words still open', () => {
    const grant =
      'AR-yroUz8B0E-8xRPkoJn3Ih9-jN0ZB_z58DMtD8p8pOwjalAGYCtP2p_aMdm4oFu8HdH9PIKCTcx3wi-z_dmUlTV4HOh-1yvLeemvB123dCzHsYLCkA36NgF9pWLo4O58s';
    const said = { ...discreet('Opening', 'Unedited'), source: { kind: 'order' as const, page: 3 } };
    expect(openGrant(grant, keys)).toEqual({ status: 'open', payload: said });
  });
});

describe('the length of a grant', () => {
  it.each<[string, GrantPayload]>([
    ['one letter', discreet('A')],
    ['a title', discreet('The opening of the spring summit, with an introduction by the organisers')],
    ['title and caption', discreet('x'.repeat(80), 'y'.repeat(200))],
    ['accents', discreet('é'.repeat(60), 'ü'.repeat(60))],
    ['another script', discreet('夏'.repeat(60), '冬'.repeat(30))],
    ['a caption alone', { ...discreet('', 'A caption'), source: { kind: 'order', page: 87 } }],
    [
      'a title in a query',
      {
        ...discreet('x'.repeat(100)),
        source: {
          kind: 'query',
          page: 12,
          query: { tags: ['summit-2026'], sortBy: 'publishedAt', sortOrder: 'desc' },
        },
      },
    ],
  ])('does not tell that of its words: %s', (_words, given) => {
    expect(sealGrant(given, keys)).toHaveLength(559);
  });

  it('is never over the limit because of what hides the length of its words', () => {
    for (let length = 0; bytesOver(discreet('', 'x'.repeat(length))) === 0; length += 1) {
      const given = discreet('T', 'x'.repeat(length));
      const grant = sealGrant(given, keys);
      const fits = bytesOver(given) === 0;
      expect([length, grant.length <= MAX_GRANT_LENGTH, openGrant(grant, keys).status]).toEqual([
        length,
        fits,
        fits ? 'open' : 'forged',
      ]);
    }
  });

  it.each<[string, (text: string) => GrantPayload]>([
    ['a caption', (text) => discreet('T', text)],
    ['a title', (text) => discreet(text)],
    ['a word for access', (access) => ({ videoId: ID, access, source: ORDER })],
    [
      'a query',
      (title) => ({
        videoId: ID,
        access: 'public',
        source: { kind: 'query', page: 1, query: { title, sortBy: 'title', sortOrder: 'asc' } },
      }),
    ],
  ])('can be told ahead to the byte, of %s', (_what, say) => {
    const over = bytesOver(say('x'.repeat(5000)));
    const fitting = say('x'.repeat(5000 - over));
    expect([bytesOver(fitting), openGrant(sealGrant(fitting, keys), keys).status]).toEqual([0, 'open']);
    const long = say('x'.repeat(5001 - over));
    expect([bytesOver(long), openGrant(sealGrant(long, keys), keys).status]).toEqual([1, 'forged']);
  });
});
