import { setTimeout as wait } from 'node:timers/promises';
import type { Sandbox } from 'api-video-sandbox';
import { type Answered, type LoadOptions, load } from './load.js';

const MINUTE = 60_000;
/** The pool counts demand by the minutes of the clock: a wave of visitors should fall into one. */
const LATEST_START = 10_000;
const WAVES = 3;
/** So much more is asked for than is needed: requests of one visitor in a row count once. */
const MORE = 1.25;

/** Until no session is opened any more: the pool has what it wants. */
export async function settled(sandbox: Sandbox): Promise<void> {
  for (let before = -1; before !== sandbox.counters().sessions; ) {
    before = sandbox.counters().sessions;
    await wait(1000);
  }
}

/**
 * Fills the server's pool as visitors do: it refills to what the last minutes asked for, so a wave of views is asked
 * for, and another one if the first met a busy machine, until so many are ready. Then the quota ends, so that what
 * follows comes from the pool alone. Gives one of the answers.
 */
export async function fillPool(
  sandbox: Sandbox,
  target: Omit<LoadOptions, 'requests'>,
  videos: number,
  views: number,
): Promise<string> {
  let handedOut = 0;
  let example = '';
  const check = (answer: Answered) => {
    target.check(answer);
    example = answer.text;
    handedOut += videos;
  };
  const ready = () => (sandbox.counters().sessions - handedOut) / videos;
  for (let wave = 0; wave < WAVES; wave++) {
    const passed = Date.now() % MINUTE;
    if (passed > LATEST_START) await wait(MINUTE - passed);
    await load({ ...target, requests: Math.ceil(views * MORE), check });
    await settled(sandbox);
    if (ready() < views) continue;
    sandbox.setOptions({ limits: { reads: 1, writes: 1, uploads: 1 } });
    return example;
  }
  throw new Error(`The pool holds ${Math.floor(ready())} views; ${views} are needed.`);
}
