import { median, quantile, ratios } from '../sandbox/bench/statistics.js';
import { placedGallery } from './galleries.js';
import { load } from './load.js';
import { sustainedViews } from './sustained.js';
import { usage } from './usage.js';
import { requireComplete, resultsOf } from './visit.js';
import { fillPool } from './warm-pool.js';
import type { Bench } from './workbench.js';

const CONCURRENCY = 10;
const ROUNDS = 25;
/** Requests of one round. */
const REQUESTS = 120;
/** Requests of each side before the first round: until then much of what answers them is compiled anew and again. */
const WARM_UP = 720;
const SIGNED_REQUESTS = 40;

/** Holds every session that the rounds take, so that none of them waits for api.video. */
const POOL = { perVideo: 6000, total: 200_000, maxAgeMinutes: 60 };

interface Rounds {
  p50: number[];
  p99: number[];
  perSecond: number[];
  /** Milliseconds of the server's processor time per request. */
  cpu: number[];
}

const noRounds = (): Rounds => ({ p50: [], p99: [], perSecond: [], cpu: [] });

export const bench: Bench = async (workbench) => {
  const folder = await workbench.site({ pool: POOL });
  const gallery = await placedGallery(folder, 'tagged-24');
  const videos = gallery.grants.length;
  const sandbox = await workbench.sandbox();
  const site = await workbench.serve(folder, sandbox);
  const body = JSON.stringify({ grants: gallery.grants });

  const ours = {
    url: site.url + gallery.endpoint,
    body,
    concurrency: CONCURRENCY,
    check: (answer: Parameters<typeof resultsOf>[0]) => requireComplete(resultsOf(answer), videos),
  };
  const example = await fillPool(sandbox, ours, videos, WARM_UP + REQUESTS * ROUNDS);
  const constant = { ...ours, url: `${site.url}/bench/constant` };
  await fetch(constant.url, {
    method: 'PUT',
    headers: { 'content-type': 'application/json', origin: site.url },
    body: example,
  });
  const signing = { ...ours, url: `${site.url}/bench/signing`, check: ours.check };

  const rounds = { ours: noRounds(), constant: noRounds(), signing: noRounds() };
  const measure = async (into: Rounds, target: typeof ours, requests: number) => {
    const { cpu } = await usage(site.url);
    const { took, perSecond } = await load({ ...target, requests });
    into.cpu.push(((await usage(site.url)).cpu - cpu) / 1000 / requests);
    into.p50.push(median(took));
    into.p99.push(quantile(took, 0.99));
    into.perSecond.push(perSecond);
  };
  await load({ ...ours, requests: WARM_UP });
  await load({ ...constant, requests: WARM_UP });
  await load({ ...signing, requests: SIGNED_REQUESTS });
  const before = sandbox.counters();
  for (let round = 0; round < ROUNDS; round++) {
    const turns = [
      () => measure(rounds.ours, ours, REQUESTS),
      () => measure(rounds.constant, constant, REQUESTS),
    ];
    for (const turn of round % 2 === 0 ? turns : turns.reverse()) await turn();
  }
  // Afterwards: what signing leaves behind would be collected in the rounds of the others.
  for (let round = 0; round < ROUNDS; round++) await measure(rounds.signing, signing, SIGNED_REQUESTS);
  const after = sandbox.counters();
  const calls = after.sessions - before.sessions + after.reads - before.reads;

  const p50 = ratios(rounds.ours.p50, rounds.constant.p50);
  const p99 = ratios(rounds.ours.p99, rounds.constant.p99);
  const perSecond = ratios(rounds.ours.perSecond, rounds.constant.perSecond);
  const cpu = ratios(rounds.ours.cpu, rounds.constant.cpu);
  const signed = ratios(rounds.ours.perSecond, rounds.signing.perSecond);
  const per = `${videos} grants a request, concurrency ${CONCURRENCY}`;
  const sustained = await sustainedViews();
  return [
    {
      name: 'warm.p50VsConstant',
      value: median(p50),
      samples: p50,
      target: { atMost: 1.3 },
      what: `Half of the answers within ${median(rounds.ours.p50).toFixed(2)} ms, of the constant endpoint's within ${median(rounds.constant.p50).toFixed(2)} ms; ${per}`,
    },
    {
      name: 'warm.p99VsConstant',
      value: median(p99),
      samples: p99,
      what: `99 of 100 answers within ${median(rounds.ours.p99).toFixed(2)} ms, of the constant endpoint's within ${median(rounds.constant.p99).toFixed(2)} ms`,
    },
    {
      name: 'warm.rpsVsConstant',
      value: median(perSecond),
      samples: perSecond,
      target: { atLeast: 0.8 },
      what: `${Math.round(median(rounds.ours.perSecond))} requests a second from the pool, over an endpoint of the same build that answers the same bytes: ${Math.round(median(rounds.constant.perSecond))}`,
    },
    {
      name: 'warm.rpsVsLocalSigning',
      value: median(signed),
      samples: signed,
      target: { atLeast: 1 },
      what: `The same, over a route of the same build that signs ${videos} RS256 tokens with jose: ${Math.round(median(rounds.signing.perSecond))} a second`,
    },
    {
      name: 'warm.cpuVsConstant',
      value: median(cpu),
      samples: cpu,
      what: `The server's processor time per request: ${median(rounds.ours.cpu).toFixed(2)} ms, over the constant endpoint's ${median(rounds.constant.cpu).toFixed(2)} ms; the least troubled by a busy machine`,
    },
    {
      name: 'warm.upstreamCalls',
      value: calls,
      target: { atMost: 0 },
      what: `Videos read and sessions opened at api.video while ${REQUESTS * ROUNDS} views of ${videos} videos were answered`,
    },
    {
      name: 'warm.sustainedViewsPerMinute',
      value: sustained.perMinute,
      what: `Complete views of 24 videos a minute over ten minutes of a fake clock, quota 500 reads, refills counted: ${sustained.reads} reads, ${sustained.refused} refused`,
    },
  ];
};
