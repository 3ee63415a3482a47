import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { type Sandbox, startSandbox } from 'api-video-sandbox';
import type { Figure } from './figure.js';
import { type Assets, privateVideos } from './private-videos.js';
import { median, ratios } from './statistics.js';

const COUNT = 100_000;

/** A hundred thousand tokens, minted by reading lists: the memory they take, and whether using one gets slower. */
export async function tokens(): Promise<Figure[]> {
  const large = await startSandbox({ limits: false, videos: 200 });
  const small = await startSandbox({ limits: false, videos: 200 });
  await sessionTimes(await privateVideos(small));
  const before = heap();
  const started = performance.now();
  while (large.counters().minted < COUNT) await privateVideos(large);
  const seconds = (performance.now() - started) / 1000;
  const bytes = (heap() - before) / large.counters().minted;
  const [ours, theirs] = await inTurns(large, small);
  const minted = large.counters().minted;
  await Promise.all([large.close(), small.close()]);
  return [
    {
      name: 'sandbox.tokens.minted',
      value: minted,
      what: 'tokens in one sandbox',
      target: { atLeast: COUNT },
    },
    { name: 'sandbox.tokens.bytes', value: bytes, what: 'heap per token, bytes', target: { atMost: 1024 } },
    { name: 'sandbox.tokens.perSecond', value: minted / seconds, what: 'tokens minted a second, over HTTP' },
    {
      name: 'sandbox.tokens.session',
      value: median(ours),
      what: '/session with that many tokens, milliseconds',
      samples: ours,
    },
    {
      name: 'sandbox.tokens.lookup',
      value: median(ratios(ours, theirs)),
      what: '/session with that many tokens, as a ratio to one with a few hundred',
      target: { atMost: 1.5 },
      samples: ratios(ours, theirs),
    },
  ];
}

/** Both sandboxes in turns, so that a busy moment meets both. */
async function inTurns(large: Sandbox, small: Sandbox): Promise<[number[], number[]]> {
  const [ours, theirs]: [number[], number[]] = [[], []];
  for (let round = 0; round < 5; round++) {
    ours.push(median(await sessionTimes(await privateVideos(large))));
    theirs.push(median(await sessionTimes(await privateVideos(small))));
  }
  return [ours, theirs];
}

async function sessionTimes(videos: Assets[]): Promise<number[]> {
  const times: number[] = [];
  for (const { thumbnail } of videos) {
    const started = performance.now();
    await (await fetch(thumbnail.replace('thumbnail.jpg', 'session'))).arrayBuffer();
    times.push(performance.now() - started);
  }
  return times;
}

function heap(): number {
  setFlagsFromString('--expose_gc');
  runInNewContext('gc')();
  return process.memoryUsage().heapUsed;
}
