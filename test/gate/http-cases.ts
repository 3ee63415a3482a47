import fc from 'fast-check';
import type { GateRoute } from '../helpers/declared.js';

/** A grant of a built page, and who may have it. */
export interface RealGrant {
  grant: string;
  gallery: 'open' | 'inside' | 'elsewhere';
}

export interface HttpCase {
  route: GateRoute;
  path: string;
  method: string;
  headers: Record<string, string>;
  body: string | undefined;
  who: 'stranger' | 'members' | 'throws' | 'nonsense-6';
  /** The galleries whose grants the request carries unspoilt. */
  asked: ReadonlySet<RealGrant['gallery']>;
}

const SITE_ORIGIN = { 'sec-fetch-site': 'same-origin' };

const spoil = (grant: string, at: number) => {
  const bytes = Buffer.from(grant, 'base64url');
  const index = at % bytes.length;
  bytes[index] = (bytes[index] ?? 0) ^ 1;
  return bytes.toString('base64url');
};

/** Grants as they are, spoilt, cut short, sealed elsewhere, or nothing of the kind. */
function grants(real: readonly RealGrant[], foreign: readonly string[]) {
  const genuine = fc.constantFrom(...real).map(({ grant, gallery }) => ({ text: grant, gallery }));
  const wrong = fc
    .oneof(
      fc.tuple(fc.constantFrom(...real), fc.nat()).map(([{ grant }, at]) => spoil(grant, at)),
      fc.tuple(fc.constantFrom(...real), fc.nat({ max: 90 })).map(([{ grant }, at]) => grant.slice(0, at)),
      fc.constantFrom(...foreign),
      fc.string({ maxLength: 80 }),
      fc.constant('A'.repeat(4097)),
    )
    .map((text) => ({ text, gallery: undefined }));
  return fc.oneof({ weight: 3, arbitrary: genuine }, { weight: 2, arbitrary: wrong });
}

const orNothing = (...values: string[]) => fc.constantFrom(undefined, undefined, ...values);

const extraHeaders = fc
  .record({
    'content-type': fc.constantFrom(
      'application/json',
      'text/plain',
      'application/x-www-form-urlencoded',
      undefined,
    ),
    origin: fc.constantFrom('https://evil.example', 'null', undefined),
    'sec-fetch-site': fc.constantFrom('same-origin', 'cross-site', 'same-site', 'none', undefined),
    'sec-fetch-mode': fc.constantFrom('navigate', 'cors', 'no-cors', undefined),
    'sec-fetch-dest': fc.constantFrom('document', 'image', 'video', 'iframe', 'empty', undefined),
    'sec-purpose': orNothing('prefetch', 'prefetch;prerender'),
    'x-forwarded-host': orNothing('evil.example', '127.0.0.1'),
    'x-forwarded-proto': orNothing('https', 'javascript'),
    'x-forwarded-for': orNothing('10.0.0.1', '::1, 127.0.0.1', 'not an address'),
    'accept-encoding': orNothing('gzip', 'br, identity;q=0'),
    range: orNothing('bytes=0-1', 'bytes=9-1'),
    'if-none-match': orNothing('*', '"x"'),
    cookie: orNothing('x=%', '__proto__=1', ';;=', 'x'.repeat(3000)),
    expect: orNothing('100-continue'),
  })
  .map(
    (given) =>
      Object.fromEntries(Object.entries(given).filter(([, value]) => value !== undefined)) as Record<
        string,
        string
      >,
  );

const methods = fc.constantFrom('GET', 'POST', 'HEAD', 'PUT', 'DELETE', 'PATCH', 'OPTIONS');
const queries = fc.constantFrom(
  '',
  '',
  '?as=thumbnail',
  '?as=player',
  '?as=hls',
  '?as=mp4',
  '?as=x',
  '?as=%ff',
  '?__proto__[as]=hls',
);

/** Requests for a built site: half of them as a browser would send them, half of them anyhow. */
export function httpCases(real: readonly RealGrant[], foreign: readonly string[]): fc.Arbitrary<HttpCase> {
  const sent = grants(real, foreign);
  const who = fc.constantFrom('stranger', 'members', 'throws', 'nonsense-6') as fc.Arbitrary<HttpCase['who']>;
  const askedOf = (all: readonly { gallery: RealGrant['gallery'] | undefined }[]) =>
    new Set(all.flatMap(({ gallery }) => gallery ?? []));

  const tokens = fc
    .record({
      who,
      list: fc.array(sent, { maxLength: 8 }),
      extra: extraHeaders,
      method: methods,
      orderly: fc.boolean(),
      junk: fc.string({ maxLength: 50 }),
      keep: fc.integer({ min: 0, max: 9 }),
    })
    .map(({ who, list, extra, method, orderly, junk, keep }): HttpCase => {
      const body = keep > 0 ? JSON.stringify({ grants: list.map(({ text }) => text) }) : junk;
      const headers = orderly ? { ...SITE_ORIGIN, 'content-type': 'application/json' } : extra;
      return {
        route: 'tokens',
        path: '/_vitrine/tokens',
        method: orderly ? 'POST' : method,
        headers,
        body,
        who,
        asked: askedOf(keep > 0 ? list : []),
      };
    });

  const one = (route: 'watch' | 'thumbnail') =>
    fc
      .record({
        who,
        grant: sent,
        query: queries,
        extra: extraHeaders,
        method: methods,
        orderly: fc.boolean(),
      })
      .map(({ who, grant, query, extra, method, orderly }): HttpCase => {
        const path = `/_vitrine/${route}/${encodeURIComponent(grant.text)}${query}`;
        const navigates = { ...SITE_ORIGIN, 'sec-fetch-mode': 'navigate', 'sec-fetch-dest': 'document' };
        return {
          route,
          path,
          method: orderly ? 'GET' : method,
          headers: orderly ? navigates : extra,
          body: undefined,
          who,
          asked: askedOf([grant]),
        };
      });

  return fc.oneof(tokens, one('watch'), one('thumbnail'));
}
