import { type Sandbox, startSandbox } from 'api-video-sandbox';
import fc from 'fast-check';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { deriveGrantKeys, sealGrant } from '../../integration/src/grants/seal.js';
import { BEFORE_US, DECLARED } from '../helpers/declared.js';
import { type HttpAnswer, sendHttp } from '../helpers/http-request.js';
import { countLeaks } from '../helpers/leaks.js';
import { createMembersSite, grantsOf } from '../helpers/members-site.js';
import { type ObservedSite, serveObserved } from '../helpers/observed-site.js';
import { sendRaw } from '../helpers/raw-socket.js';
import { astro, removeSite } from '../helpers/site.js';
import { type HttpCase, httpCases, type RealGrant } from './http-cases.js';
import { MALFORMED } from './malformed.js';
import { GALLERIES, RULE } from './moods.js';

const REQUESTS = 5500;
const SEED = 20_261_124;
const AT_ONCE = 16;
/** Milliseconds in which every request has its answer. */
const BOUND = 10_000;
const ASTRO_KEY = Buffer.alloc(32, 'fuzz').toString('base64');

let sandbox: Sandbox;
let folder: string;
let site: ObservedSite;
let real: RealGrant[];

beforeAll(async () => {
  sandbox = await startSandbox({ limits: false });
  folder = await createMembersSite(GALLERIES, 'thumbnails: "relay"', { 'src/authorize.ts': RULE });
  expect((await astro(folder, 'build', { ...sandbox.env, ASTRO_KEY })).output).toContain('Complete!');
  const galleries = Object.keys(GALLERIES) as RealGrant['gallery'][];
  const each = await Promise.all(
    galleries.map(async (gallery) => (await grantsOf(folder, gallery)).map((grant) => ({ grant, gallery }))),
  );
  real = each.flat();
  site = await serveObserved(folder, sandbox.env);
});

afterAll(async () => {
  await site?.close();
  await sandbox?.close();
  if (folder) await removeSite(folder);
});

/** Secrets that may be nowhere, and tokens that may be in answers to those who may watch. */
const keys = () => [sandbox.apiKey, ASTRO_KEY];
const tokens = () => Object.values(sandbox.issued()).flat();

const mayHave: Record<HttpCase['who'], readonly RealGrant['gallery'][]> = {
  stranger: ['open'],
  members: ['open', 'inside'],
  throws: [],
  'nonsense-6': [],
};

function send({ path, method, headers, body, who }: HttpCase, visitor: number): Promise<HttpAnswer> {
  const cookie = `who=${who}; visitor=${visitor}; ${headers.cookie ?? ''}`;
  return sendHttp(site.url + path, { method, headers: { ...headers, cookie }, body, bound: BOUND });
}

it(`answers ${REQUESTS} generated requests as declared, and nobody gets what is not his`, async () => {
  const foreign = deriveGrantKeys('another site');
  const stale = [
    sealGrant({ videoId: 'viA', access: 'public', source: { kind: 'order', page: 1 } }, foreign),
  ];
  const cases = fc.sample(httpCases(real, stale), { numRuns: REQUESTS, seed: SEED });
  const seen: Record<string, number> = {};
  const wrong: string[] = [];
  const report = (each: HttpCase, what: string) =>
    wrong.push(`${what}: ${JSON.stringify(each).slice(0, 400)}`);

  async function check(each: HttpCase, visitor: number): Promise<void> {
    const response = await send(each, visitor);
    const { status, headers, text } = response;
    const name = `${each.route} ${status}`;
    seen[name] = (seen[name] ?? 0) + 1;
    const declared: readonly number[] = [...DECLARED[each.route], ...BEFORE_US];
    if (!declared.includes(status)) report(each, `undeclared status ${status}`);
    const whole = text + JSON.stringify(headers);
    const mayHold = [...each.asked].some((gallery) => mayHave[each.who].includes(gallery));
    if (countLeaks(whole, keys()) > 0) report(each, 'a key in an answer');
    if (!mayHold && /avh|[?&]token=|sessionToken/.test(whole))
      report(each, 'a token for somebody who has no right to it');
    if (Object.keys(headers).some((header) => header.startsWith('access-control')))
      report(each, 'a CORS header');
  }

  const queue = cases.entries();
  const worker = async () => {
    for (const [index, each] of queue)
      await check(each, index % 800).catch((error) => report(each, String(error)));
  };
  await Promise.all(Array.from({ length: AT_ONCE }, worker));
  console.log(
    `${REQUESTS} requests over HTTP, seed ${SEED}: ${JSON.stringify(Object.fromEntries(Object.entries(seen).sort()))}`,
  );
  expect(wrong).toEqual([]);
  for (const name of ['tokens 200', 'watch 200', 'watch 302', 'thumbnail 200'])
    expect(seen[name]).toBeGreaterThan(20);
});

it.concurrent.each(MALFORMED)('survives %s', async (_name, bytes, statuses) => {
  const answer = await sendRaw(site.url, bytes, 2 * BOUND);
  expect(answer.closed).toBe(true);
  expect(statuses).toContain(answer.status);
  expect(countLeaks(answer.text, [...keys(), ...tokens()])).toBe(0);
});

it('is alive and silent about secrets after all of it', async () => {
  expect(site.alive()).toBe(true);
  expect((await site.health()).rejections).toBe(0);
  expect(tokens().length).toBeGreaterThan(100);
  expect(countLeaks(site.output(), [...keys(), ...tokens()])).toBe(0);
  expect(sandbox.counters().keyOnDeliveryHost).toBe(0);
});
