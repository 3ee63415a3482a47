import { setTimeout as wait } from 'node:timers/promises';
import type { Sandbox } from 'api-video-sandbox';

const STILL_FOR = 1500;

/** Reads at api.video once a server has nothing left to do. */
export async function readsWhenQuiet(sandbox: Sandbox): Promise<number> {
  for (;;) {
    const { reads } = sandbox.counters();
    await wait(STILL_FOR);
    if (sandbox.counters().reads === reads) return reads;
  }
}
