import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { deriveGrantKeys, openGrant, sealGrant } from '../../../integration/src/shared/grant.js';
import type { GrantPayload } from '../../../integration/src/shared/grant-payload.js';

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
