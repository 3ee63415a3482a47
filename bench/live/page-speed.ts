import { Agent, get } from 'node:http';
import type { Figure } from '../../sandbox/bench/figure.js';
import { median } from '../../sandbox/bench/statistics.js';
import { hundred } from './live-site.js';

const ROUNDS = 2000;

/** Milliseconds of one page, on a connection that stays open. */
function fetched(url: string, agent: Agent): Promise<number> {
  const begin = performance.now();
  return new Promise((resolve, reject) => {
    get(url, { agent }, (response) => {
      response.on('error', reject);
      response.on('end', () =>
        response.statusCode === 200
          ? resolve(performance.now() - begin)
          : reject(new Error(`${url} was answered with ${response.statusCode}.`)),
      );
      response.resume();
    }).on('error', reject);
  });
}

/** A live page that is kept, over the same gallery as a file; both in turns. */
export async function pageSpeed(origin: string): Promise<Figure> {
  const agent = new Agent({ keepAlive: true, maxSockets: 1 });
  const took: Record<'live' | 'built', number[]> = { live: [], built: [] };
  for (let round = 0; round < ROUNDS; round++) {
    took.live.push(await fetched(`${origin}/galleries/${hundred(0)}/`, agent));
    took.built.push(await fetched(`${origin}/galleries/built-hundred/`, agent));
  }
  agent.destroy();
  const [live, built] = [median(took.live), median(took.built)];
  return {
    name: 'live.p50VsStatic',
    value: live / built,
    target: { atMost: 2 },
    what: `A page of 100 videos that is made on demand, while its list is known, over the same page as a file: ${live.toFixed(2)} ms, ${built.toFixed(2)} ms`,
  };
}
