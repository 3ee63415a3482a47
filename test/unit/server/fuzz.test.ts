import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { TokenResult } from '../../../integration/src/contract/tokens.js';
import { answerThumbnail } from '../../../integration/src/server/thumbnails/answer-thumbnail.js';
import { answerTokens } from '../../../integration/src/server/tokens/answer-tokens.js';
import { answerWatch, WATCH_HEADERS } from '../../../integration/src/server/watch/answer-watch.js';
import { startHttpServer } from '../../../sandbox/test/helpers/http-server.js';
import { DECLARED, type GateRoute } from '../../helpers/declared.js';
import { CANARY } from './fuzz/canary-issuer.js';
import { anyCase, type Case, type Sent } from './fuzz/cases.js';
import { createGate, mayWatch, SITE } from './fuzz/gate.js';

/** Each case goes to all three handlers. */
const CASES = 17_000;
const SEED = 20_261_124;
/** Milliseconds in which a handler has to answer. */
const BOUND = 3000;

let pictures: Awaited<ReturnType<typeof startHttpServer>>;
beforeAll(async () => {
  pictures = await startHttpServer((_request, response) =>
    response.writeHead(200, { 'content-type': 'image/jpeg' }).end(Buffer.from([0xff, 0xd8, 0xff, 0xd9])),
  );
});
afterAll(() => pictures.close());

function requestOf({ method, headers, body, person }: Case, path: string): Request {
  const init: RequestInit = { method, headers: { ...headers, 'x-person': person } };
  if (body !== undefined && method !== 'GET' && method !== 'HEAD') init.body = body;
  return new Request(new URL(path, SITE), init);
}

async function inTime<T>(answer: Promise<T>): Promise<T> {
  const { promise, reject } = Promise.withResolvers<never>();
  const timer = setTimeout(() => reject(new Error(`No answer within ${BOUND} ms.`)), BOUND);
  try {
    return await Promise.race([answer, promise]);
  } finally {
    clearTimeout(timer);
  }
}

const allowed = ({ person }: Case, { kind, access, videoId }: Sent) =>
  kind === 'genuine' && mayWatch(person, access ?? '', videoId ?? '');

function expectStatus(route: GateRoute, status: number): void {
  if (!(DECLARED[route] as readonly number[]).includes(status))
    throw new Error(`${route} answered ${status}`);
}

/** No part of an answer but a ready one to somebody who may watch may hold a secret. */
function expectNoSecret(what: string): void {
  if (what.includes(CANARY)) throw new Error(`A secret stands in ${what.slice(0, 300)}`);
}

const headersOf = (response: Response) => JSON.stringify([...response.headers]);

function expectSafe(response: Response): void {
  const { headers } = response;
  if (![...headers.keys()].every((name) => !name.startsWith('access-control')))
    throw new Error('An answer has CORS headers.');
  if (headers.get('x-content-type-options') !== 'nosniff') throw new Error('An answer may be sniffed.');
  if (!headers.get('cache-control')?.match(/no-store|^private, no-cache$/))
    throw new Error('An answer may be kept.');
}

it(`holds for ${CASES * 3} generated requests`, async () => {
  const gate = createGate(pictures.url);
  const seen: Record<string, number> = {};
  const count = (name: string) => {
    seen[name] = (seen[name] ?? 0) + 1;
  };

  async function tokens(each: Case): Promise<void> {
    const context = gate.requestContext(requestOf(each, '/_vitrine/tokens'), each.visitor, each.configured);
    const response = await inTime(answerTokens(context));
    const text = await response.text();
    count(`tokens ${response.status}`);
    expectStatus('tokens', response.status);
    expectSafe(response);
    expectNoSecret(headersOf(response));
    if (response.status !== 200) return expectNoSecret(text);
    const { videos } = JSON.parse(text) as { videos: TokenResult[] };
    const sent = each.grants ?? [];
    if (videos.length !== sent.length) throw new Error('There is not one result per grant.');
    videos.forEach((video, index) => {
      const grant = sent[index] as Sent;
      count(`result ${video.status}`);
      if (video.status !== 'ready') expectNoSecret(JSON.stringify(video));
      if (grant.kind === 'stale') expect(video).toEqual({ status: 'stale' });
      else if (!allowed(each, grant)) expect(video).toEqual({ status: 'denied' });
      else if (video.status === 'ready')
        expect([video.id, video.title]).toEqual([grant.videoId, `Title of ${grant.videoId}`]);
      else expect(['busy', 'gone']).toContain(video.status);
    });
    for (const session of new Set(
      videos.flatMap((video) => (video.status === 'ready' ? (video.sessionToken ?? []) : [])),
    ))
      gate.handedOut.set(session, (gate.handedOut.get(session) ?? 0) + 1);
  }

  async function watch(each: Case): Promise<void> {
    const request = requestOf(each, `/_vitrine/watch/x${each.query}`);
    const view = await inTime(
      answerWatch(
        gate.requestContext(request, each.visitor, each.configured),
        each.grant.text,
        async () => [],
      ),
    );
    if (view instanceof Response) {
      count('watch 302');
      expectSafe(view);
      if (!allowed(each, each.grant)) throw new Error('A redirect to a video nobody allowed.');
      return expect(view.status).toBe(302);
    }
    const status = view.kind === 'message' ? view.status : 200;
    count(`watch ${view.kind} ${status}`);
    expectStatus('watch', status);
    if (view.kind !== 'player') expectNoSecret(JSON.stringify(view));
    else if (!allowed(each, each.grant)) throw new Error('A player for a video nobody allowed.');
  }

  async function thumbnail(each: Case): Promise<void> {
    const request = requestOf(each, '/_vitrine/thumbnail/x');
    const context = gate.requestContext(request, each.visitor, each.configured);
    const response = await inTime(answerThumbnail(context, each.grant.text));
    count(`thumbnail ${response.status}`);
    expectStatus('thumbnail', response.status);
    expectSafe(response);
    expectNoSecret(headersOf(response) + (await response.text()));
    if (response.status < 400 && !allowed(each, each.grant)) throw new Error('A thumbnail nobody allowed.');
  }

  await fc.assert(
    fc.asyncProperty(anyCase, (each) =>
      Promise.all([tokens(each), watch(each), thumbnail(each)]).then(() => {}),
    ),
    { numRuns: CASES, seed: SEED, interruptAfterTimeLimit: 110_000, markInterruptAsFailure: true },
  );
  console.log(
    `${CASES * 3} requests, seed ${SEED}: ${JSON.stringify(Object.fromEntries(Object.entries(seen).sort()))}`,
  );
  expect(Math.max(...gate.handedOut.values())).toBe(1);
  expectNoSecret(gate.lines.join('\n'));
  const reached = (route: GateRoute) =>
    DECLARED[route].filter((status) =>
      Object.keys(seen).some((name) => name.startsWith(route) && name.endsWith(String(status))),
    );
  for (const route of ['tokens', 'watch'] as const) expect(reached(route)).toEqual(DECLARED[route]);
}, 120_000);

describe('the proof', () => {
  it('would see a secret', () => {
    expect(() => expectNoSecret(`avh=${CANARY}-session-1`)).toThrow('A secret stands in');
  });

  it('covers the headers of the watch page, which are ours as well', () => {
    expectSafe(new Response(null, { headers: WATCH_HEADERS }));
  });
});
