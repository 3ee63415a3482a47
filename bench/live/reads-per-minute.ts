import { setTimeout as wait } from 'node:timers/promises';
import type { Figure } from '../../sandbox/bench/figure.js';
import { post } from '../load.js';
import { resultsOf } from '../visit.js';
import { visitorAt } from '../visitor-at.js';
import { HUNDREDS, hundred, type LiveSite, page } from './live-site.js';

/** A visitor every so many seconds, which is when a list is due … */
const BETWEEN = 61;
const VISITS = 4;
/** … and after so many, in which nobody came, too. */
const SELDOM = 100;

/** Visits all galleries of a hundred videos, as a browser does that scrolls down: the page, then all of its tokens. */
async function visitAll(origin: string, number: number): Promise<number> {
  const agent = visitorAt(number, 1);
  let videos = 0;
  for (let index = 0; index < HUNDREDS; index++) {
    const html = await page(`${origin}/galleries/${hundred(index)}/`);
    const all = (pattern: RegExp) => [...html.matchAll(pattern)].map((match) => match[1] ?? '');
    const grants = all(/\bgrant="([^"]+)"/g);
    const [endpoint = ''] = all(/\bendpoint="([^"]+)"/g);
    const answer = await post(origin + endpoint, JSON.stringify({ grants }), agent);
    const ready = resultsOf(answer).filter(({ status }) => status === 'ready');
    if (ready.length < grants.length)
      throw new Error(`${grants.length - ready.length} of ${grants.length} videos were not ready.`);
    videos += grants.length;
  }
  agent.destroy();
  return videos;
}

/** Reads of one gallery in a minute, its tokens included. */
export async function readsPerMinute(origin: string, { sandbox }: LiveSite): Promise<Figure[]> {
  await visitAll(origin, 0);
  let visitor = 1;
  const measured = async (seconds: number, visits: number) => {
    await wait(seconds * 1000);
    const before = sandbox.counters().reads;
    const begin = performance.now();
    let videos = 0;
    for (let visit = 0; visit < visits; visit++) {
      videos = await visitAll(origin, visitor++);
      await wait(seconds * 1000);
    }
    const minutes = (performance.now() - begin) / 60_000;
    const reads = sandbox.counters().reads - before;
    return { value: reads / minutes / HUNDREDS, reads, videos };
  };
  const often = await measured(BETWEEN, VISITS);
  const seldom = await measured(SELDOM, 2);
  const what = ({ reads, videos }: typeof often, visits: number, seconds: number) =>
    `Reads at api.video in a minute for one gallery of 100 videos, with the tokens of ${videos / HUNDREDS} private ones for a visitor every ${seconds} s: ${reads} reads for ${visits} visits of ${HUNDREDS} galleries`;
  return [
    {
      name: 'live.readsPerMinute',
      value: often.value,
      target: { atMost: 1 },
      what: what(often, VISITS, BETWEEN),
    },
    {
      name: 'live.readsPerMinuteSeldom',
      value: seldom.value,
      target: { atMost: 1 },
      what: what(seldom, 2, SELDOM),
    },
  ];
}
