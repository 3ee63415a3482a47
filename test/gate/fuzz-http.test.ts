import type { Sandbox } from 'api-video-sandbox';
import fc from 'fast-check';
import { expect } from 'vitest';
import { deriveGrantKeys } from '../../integration/src/grants/keys.js';
import { sealGrant } from '../../integration/src/grants/seal.js';
import { BEFORE_US, DECLARED } from '../helpers/declared.js';
import { type HttpAnswer, sendHttp } from '../helpers/http-request.js';
import { countLeaks } from '../helpers/leaks.js';
import { grantsOf, membersSite } from '../helpers/members-site.js';
import { observedTest } from '../helpers/observed-site.js';
import { sendRaw } from '../helpers/raw-socket.js';
import type { RunningSite } from '../helpers/site.js';
import { type HttpCase, httpCases, type RealGrant } from './http-cases.js';
import { MALFORMED } from './malformed.js';
import { GALLERIES, RULE } from './moods.js';

const REQUESTS = 5500;
const SEED = 20_261_124;
const AT_ONCE = 16;
/** Milliseconds in which every request has its answer. */
const BOUND = 10_000;
const ASTRO_KEY = Buffer.alloc(32, 'fuzz').toString('base64');

const it = observedTest({
  files: membersSite(GALLERIES, 'thumbnails: "relay"', { 'src/authorize.ts': RULE }),
  variables: { ASTRO_KEY },
}).extend('real', async ({ built }): Promise<RealGrant[]> => {
  const galleries = Object.keys(GALLERIES) as RealGrant['gallery'][];
  const each = galleries.map(async (gallery) =>
    (await grantsOf(built.folder, gallery)).map((grant) => ({ grant, gallery })),
  );
  return (await Promise.all(each)).flat();
});

/** Secrets that may be nowhere, and tokens that may be in answers to those who may watch. */
const keysOf = (sandbox: Sandbox) => [sandbox.apiKey, ASTRO_KEY];
const tokensOf = (sandbox: Sandbox) => Object.values(sandbox.issued()).flat();

const mayHave: Record<HttpCase['who'], readonly RealGrant['gallery'][]> = {
  stranger: ['open'],
  members: ['open', 'inside'],
  throws: [],
  'nonsense-6': [],
};

function send(site: RunningSite, request: HttpCase, visitor: number): Promise<HttpAnswer> {
  const { path, method, headers, body, who } = request;
  const cookie = `who=${who}; visitor=${visitor}; ${headers.cookie ?? ''}`;
  return sendHttp(site.url + path, { method, headers: { ...headers, cookie }, body, bound: BOUND });
}

it(`answers ${REQUESTS} generated requests as declared, and nobody gets what is not his`, async ({
  real,
  sandbox,
  site,
}) => {
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
    const response = await send(site, each, visitor);
    const { status, headers, text } = response;
    const name = `${each.route} ${status}`;
    seen[name] = (seen[name] ?? 0) + 1;
    const declared: readonly number[] = [...DECLARED[each.route], ...BEFORE_US];
    if (!declared.includes(status)) report(each, `undeclared status ${status}`);
    const whole = text + JSON.stringify(headers);
    const mayHold = [...each.asked].some((gallery) => mayHave[each.who].includes(gallery));
    if (countLeaks(whole, keysOf(sandbox)) > 0) report(each, 'a key in an answer');
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

it.concurrent.for(MALFORMED)('survives %s', async ([, bytes, statuses], { sandbox, site }) => {
  const answer = await sendRaw(site.url, bytes, 2 * BOUND);
  expect(answer.closed).toBe(true);
  expect(statuses).toContain(answer.status);
  expect(countLeaks(answer.text, [...keysOf(sandbox), ...tokensOf(sandbox)])).toBe(0);
});

it('is alive and silent about secrets after all of it', async ({ sandbox, site }) => {
  expect(site.alive()).toBe(true);
  expect((await site.health()).rejections).toBe(0);
  expect(tokensOf(sandbox).length).toBeGreaterThan(100);
  expect(countLeaks(site.output(), [...keysOf(sandbox), ...tokensOf(sandbox)])).toBe(0);
  expect(sandbox.counters().keyOnDeliveryHost).toBe(0);
});
