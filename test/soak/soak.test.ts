import { setTimeout as wait } from 'node:timers/promises';
import type { Fault, Sandbox } from 'api-video-sandbox';
import { expect } from 'vitest';
import { type Outcome, visitAsIsland } from '../helpers/island-visitor.js';
import { countLeaks } from '../helpers/leaks.js';
import { grantsOf, MEMBER, membersSite } from '../helpers/members-site.js';
import { type ObservedSite, observedTest } from '../helpers/observed-site.js';
import { createRandom } from '../helpers/random.js';
import { buildSite } from '../helpers/site.js';
import { FAULTS } from './faults.js';

/** How long visitors keep coming; the last of them have another minute. */
const SECONDS = Number(process.env.VITRINE_SOAK_SECONDS ?? 45);
const VISITORS_A_SECOND = 20;
/** Of ten visitors so many are no members. */
const STRANGERS = 2;
/** Cards near the viewport of one visitor. */
const MOST_ASKED = 12;
const SEED = 4711;

const GALLERIES = {
  summit: 'access: members\nselect: { tags: [summit-2026] }',
  archive: 'access: members\nselect: { tags: [archive], limit: 60 }',
};
/** A pool that is full within seconds: one that still fills looks like a leak, whenever the quota lets it. */
const POOL = 'pool: { perVideo: 5, total: 300 }';
const ASTRO_KEY = Buffer.alloc(32, 'soak').toString('base64');

const it = observedTest({
  files: membersSite(GALLERIES, POOL),
  sandbox: { seed: SEED, videos: 90, latency: 20 },
}).extend('built', { scope: 'file' }, async ({ folder, sandbox }) => {
  const output = await buildSite(folder, { ...sandbox.env, ASTRO_KEY });
  // Faults and counts begin where the site does.
  sandbox.reset();
  sandbox.setFaults(FAULTS);
  return { folder, output };
});

interface Visited {
  member: boolean;
  outcomes: Outcome[];
  statuses: number[];
}

/** Visitors come one after the other, evenly, each with a gallery and a part of its page. */
async function letVisitorsCome(site: ObservedSite, grants: readonly string[][]): Promise<Visited[]> {
  const random = createRandom(SEED);
  const visits: Promise<Visited>[] = [];
  const start = performance.now();
  for (let number = 0; number < SECONDS * VISITORS_A_SECOND; number++) {
    await wait(Math.max(0, start + (number * 1000) / VISITORS_A_SECOND - performance.now()));
    const gallery = grants[Math.floor(random() * grants.length)] as string[];
    const from = Math.floor(random() * gallery.length);
    const asked = gallery.slice(from, from + 1 + Math.floor(random() * MOST_ASKED));
    const member = random() * 10 >= STRANGERS;
    const cookie = `${member ? MEMBER.cookie : 'who=stranger'}; visitor=v${number}`;
    const options = { endpoint: `${site.url}/_vitrine/tokens`, headers: { cookie }, random };
    visits.push(visitAsIsland(asked, options).then((visit) => ({ member, ...visit })));
  }
  return Promise.all(visits);
}

/** Samples of the heap while something goes on. */
async function heapDuring(site: ObservedSite, work: Promise<unknown>): Promise<number[]> {
  const over = new AbortController();
  void work.finally(() => over.abort());
  const samples: number[] = [];
  while (!over.signal.aborted) {
    samples.push((await site.health()).heap);
    await wait(1000, undefined, { signal: over.signal }).catch(() => {});
  }
  return samples;
}

async function struckFaults(sandbox: Sandbox): Promise<(Fault & { matched: number; struck: number })[]> {
  const state = await fetch(`${sandbox.apiUrl}/_sandbox/state`);
  return (await state.json()).faults;
}

const median = (numbers: number[]) =>
  numbers.toSorted((a, b) => a - b)[Math.floor(numbers.length / 2)] as number;
const megabytes = (bytes: number) => Math.round(bytes / 104_857.6) / 10;

it(
  `${SECONDS} s of faults leave nobody without a video`,
  async ({ built, sandbox, site }) => {
    const grants = await Promise.all(Object.keys(GALLERIES).map((id) => grantsOf(built.folder, id)));
    const work = letVisitorsCome(site, grants);
    const [visited, heap] = await Promise.all([work, heapDuring(site, work)]);

    const members = visited.filter(({ member }) => member).flatMap(({ outcomes }) => outcomes);
    const strangers = visited.filter(({ member }) => !member).flatMap(({ outcomes }) => outcomes);
    const ready = members.filter(({ status }) => status === 'ready');
    const sessions = ready.flatMap(({ video }) => video?.sessionToken ?? []);
    const plain = ready.filter(({ video }) => !video?.sessionToken);
    const faults = await struckFaults(sandbox);
    const struck = (host: string) =>
      faults.filter((fault) => fault.host === host).reduce((sum, fault) => sum + fault.struck, 0);
    const counters = sandbox.counters();
    const calls = Object.values(counters.sessionCallsPerToken).reduce((sum, count) => sum + count, 0);
    const thirds = [0, 1, 2].map((third) =>
      median(heap.slice((third * heap.length) / 3, ((third + 1) * heap.length) / 3)),
    );
    const seconds = ready.map(({ after }) => after / 1000).toSorted((a, b) => a - b);
    console.log(
      [
        `seed ${SEED}, ${SECONDS} s, ${visited.length} visitors, ${visited.flatMap(({ statuses }) => statuses).length} requests`,
        `ready ${ready.length} of ${members.length} asked by members, ${plain.length} of them public videos (attempts: ${[1, 2, 3].map((attempts) => ready.filter((each) => each.attempts === attempts).length).join(', ')})`,
        `refused ${strangers.filter(({ status }) => status === 'denied').length} of ${strangers.length} asked by strangers`,
        `seconds until ready: p50 ${seconds[Math.floor(seconds.length * 0.5)]?.toFixed(2)}, p99 ${seconds[Math.floor(seconds.length * 0.99)]?.toFixed(2)}, most ${seconds.at(-1)?.toFixed(2)}`,
        `faults: ${struck('api')} at ${counters.reads + counters.limited} answered reads, ${struck('media')} at ${calls} answered session calls`,
        `heap after collection, MB, by thirds: ${thirds.map(megabytes).join(', ')}`,
        `not ready: ${JSON.stringify(
          members
            .filter(({ status }) => status !== 'ready')
            .map(({ status, attempts, after }) => [status, attempts, Math.round(after)])
            .slice(0, 20),
        )}`,
      ].join('\n'),
    );

    for (const { kind, struck } of faults) expect([kind, struck > 0]).toEqual([kind, true]);
    expect(ready.length / members.length).toBeGreaterThanOrEqual(0.999);
    expect(strangers.length).toBeGreaterThan(100);
    expect(strangers.filter(({ status }) => status !== 'denied')).toEqual([]);
    expect(new Set(sessions).size).toBe(ready.length - plain.length);
    expect(plain.filter(({ video }) => /token|avh/.test(JSON.stringify(video?.assets)))).toEqual([]);
    const opened = new Set(sandbox.issued().sessionTokens);
    expect(sessions.filter((session) => !opened.has(session))).toEqual([]);
    expect(Math.max(...Object.values(counters.sessionCallsPerToken))).toBe(1);
    expect(site.alive()).toBe(true);
    expect((await site.health()).rejections).toBe(0);
    expect(thirds[2]).toBeLessThan((thirds[1] as number) * 1.1);
    const secrets = [...Object.values(sandbox.issued()).flat(), sandbox.apiKey, ASTRO_KEY];
    expect(secrets.length).toBeGreaterThan(1000);
    expect(countLeaks(site.output(), secrets)).toBe(0);
  },
  (SECONDS + 120) * 1000,
);
