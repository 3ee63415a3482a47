import fc from 'fast-check';
import type { GrantKeys } from '../../../../integration/src/grants/keys.js';
import { sealGrant } from '../../../../integration/src/grants/seal.js';
import { type Access, KEYS, OLD_KEYS, PEOPLE, type Person, PLACED, SITE } from './gate.js';

/** A grant as somebody may send it, with what a genuine one is for. */
export interface Sent {
  text: string;
  kind: 'genuine' | 'stale' | 'forged';
  access?: Access;
  videoId?: string;
}

export interface Case {
  person: Person;
  visitor: string;
  configured: boolean;
  method: string;
  headers: Record<string, string>;
  body: string | undefined;
  /** What `body` asks for; undefined where it is no such body. */
  grants: Sent[] | undefined;
  /** The one of watch and thumbnail addresses. */
  grant: Sent;
  query: string;
}

const seal = (access: Access, videoId: string, keys: GrantKeys) =>
  sealGrant({ videoId, access, source: { kind: 'order', page: 1 }, title: `Title of ${videoId}` }, keys);

const published = fc.constantFrom(
  ...Object.entries(PLACED).flatMap(([access, ids]) =>
    ids.map((videoId) => ({ access: access as Access, videoId })),
  ),
);
const genuine: fc.Arbitrary<Sent> = published.map(({ access, videoId }) => ({
  text: seal(access, videoId, KEYS),
  kind: 'genuine',
  access,
  videoId,
}));
const stale: fc.Arbitrary<Sent> = published.map(({ access, videoId }) => ({
  text: seal(access, videoId, OLD_KEYS),
  kind: 'stale',
}));

const forged = (text: string): Sent => ({ text, kind: 'forged' });

/** A bit or a letter of a genuine one changed, a part cut off, two of them put together: the seal must notice. */
const tampered: fc.Arbitrary<Sent> = fc
  .tuple(genuine, genuine, fc.nat(), fc.constantFrom('flip', 'cut', 'swap', 'longer'))
  .map(([{ text }, other, at, how]) => {
    // Past the version and the key's id, whose change makes it somebody else's.
    const cut = 14 + (at % (text.length - 14));
    if (how === 'cut') return forged(text.slice(0, cut));
    if (how === 'longer') return forged(`${text}AAAA`);
    if (how === 'flip') {
      const bytes = Buffer.from(text, 'base64url');
      const index = 8 + (at % (bytes.length - 8));
      bytes[index] = (bytes[index] ?? 0) ^ 1;
      return forged(bytes.toString('base64url'));
    }
    const mixed = text.slice(0, cut) + other.text.slice(cut);
    return mixed === text || mixed === other.text ? forged('swapped') : forged(mixed);
  });

const noise: fc.Arbitrary<Sent> = fc
  .oneof(
    fc.string({ unit: 'binary', maxLength: 300 }),
    fc.string({ unit: 'grapheme', maxLength: 60 }),
    fc.base64String({ maxLength: 400 }),
    fc.constantFrom(
      '',
      '..',
      '../../etc/passwd',
      '%00',
      '__proto__',
      'null',
      'A'.repeat(4096),
      'A'.repeat(4097),
    ),
  )
  .map(forged);

const sent = fc.oneof(
  { weight: 5, arbitrary: genuine },
  { weight: 2, arbitrary: stale },
  { weight: 4, arbitrary: tampered },
  { weight: 2, arbitrary: noise },
);

const grantsBody = fc
  .array(sent, { maxLength: 12 })
  .map((grants) => ({ grants, body: JSON.stringify({ grants: grants.map(({ text }) => text) }) }));

const longGrantBody = fc.integer({ min: 60_000, max: 70_000 }).map((size) => {
  const grants = [forged('x'.repeat(size))];
  return { grants, body: JSON.stringify({ grants: grants.map(({ text }) => text) }) };
});

const otherBody = fc
  .oneof(
    fc.json(),
    fc.string({ unit: 'binary', maxLength: 200 }),
    fc.constantFrom(
      '',
      '{',
      '[]',
      '{"grants":null}',
      '{"grants":{"length":1}}',
      '{"__proto__":{"grants":[]}}',
    ),
    fc.integer({ min: 101, max: 400 }).map((count) => JSON.stringify({ grants: Array(count).fill('x') })),
    fc.constant('['.repeat(30_000)),
  )
  .map((body) => ({ grants: undefined, body }));

const optional = (values: readonly (string | undefined)[]) => fc.constantFrom(...values);

const headers = fc
  .record({
    'content-type': optional([
      'application/json',
      'application/json',
      'application/json; charset=utf-8',
      'Application/JSON;charset=latin1',
      'text/plain',
      'application/json-patch+json',
      'multipart/form-data; boundary=x',
      undefined,
    ]),
    'content-length': optional([undefined, undefined, undefined, '0', '-1', 'NaN', '1e9', '65537']),
    'content-encoding': optional([undefined, undefined, 'gzip', 'br']),
    origin: optional([
      SITE,
      SITE,
      'https://evil.example',
      'null',
      'http://site.example',
      `${SITE}.evil.example`,
      undefined,
    ]),
    'sec-fetch-site': optional([
      'same-origin',
      'same-origin',
      'same-site',
      'cross-site',
      'none',
      '',
      undefined,
    ]),
    'sec-fetch-mode': optional(['navigate', 'navigate', 'cors', 'no-cors', 'same-origin', undefined]),
    'sec-fetch-dest': optional([
      'document',
      'iframe',
      'image',
      'video',
      'audio',
      'empty',
      'script',
      undefined,
    ]),
    'sec-purpose': optional([undefined, undefined, 'prefetch', 'prefetch;prerender']),
    purpose: optional([undefined, undefined, 'prefetch']),
    'if-none-match': optional([undefined, '*', 'W/"x"', '"x"']),
    'x-forwarded-for': optional([undefined, '127.0.0.1', '::1', 'x'.repeat(300)]),
  })
  .map(
    (given) =>
      Object.fromEntries(Object.entries(given).filter(([, value]) => value !== undefined)) as Record<
        string,
        string
      >,
  );

/** What a well-behaved browser sends to the endpoint, and to the other two. */
const POSTS = {
  method: 'POST',
  headers: { 'content-type': 'application/json', 'sec-fetch-site': 'same-origin' },
};
const NAVIGATES = {
  method: 'GET',
  headers: { 'sec-fetch-site': 'same-origin', 'sec-fetch-mode': 'navigate', 'sec-fetch-dest': 'document' },
};

const anyManner = fc.record({
  method: fc.constantFrom('POST', 'GET', 'HEAD', 'PUT', 'DELETE', 'PATCH', 'OPTIONS', 'QUERY'),
  headers,
});

/** One request, to be sent to each of the three handlers. */
export const anyCase: fc.Arbitrary<Case> = fc
  .record({
    person: fc.constantFrom(...PEOPLE),
    visitor: fc.oneof(
      { weight: 1, arbitrary: fc.constant('one who never stops') },
      { weight: 20, arbitrary: fc.integer({ min: 0, max: 20_000 }).map((number) => `visitor ${number}`) },
    ),
    configured: fc.integer({ min: 0, max: 19 }).map((number) => number > 0),
    manner: fc.oneof(fc.constant(POSTS), fc.constant(NAVIGATES), anyManner),
    asked: fc.oneof(
      { weight: 12, arbitrary: grantsBody },
      { weight: 3, arbitrary: otherBody },
      { weight: 1, arbitrary: longGrantBody },
    ),
    grant: sent,
    query: fc.oneof(
      fc.constantFrom('', '', '?as=thumbnail', '?as=player', '?as=hls', '?as=mp4'),
      fc.constantFrom('?as=', '?as=zip', '?as=hls&as=mp4', '?as=__proto__'),
      fc.webQueryParameters().map((query) => `?${query}`),
    ),
  })
  .map(({ asked, manner, ...rest }) => ({ ...rest, ...manner, body: asked.body, grants: asked.grants }));
