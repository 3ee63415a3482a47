import { type Agent, request as open } from 'node:http';
import { performance } from 'node:perf_hooks';
import { visitorAt } from './visitor-at.js';

export interface Answered {
  status: number;
  text: string;
  /** Milliseconds from the first byte sent to the last one received. */
  took: number;
}

/** A page of the site asks: the headers a browser would send, on a connection that stays open. */
export function post(url: string, body: string, agent: Agent): Promise<Answered> {
  const started = performance.now();
  return new Promise((resolve, reject) => {
    const request = open(
      url,
      {
        agent,
        method: 'POST',
        headers: {
          'content-type': 'application/json',
          'content-length': Buffer.byteLength(body),
          'sec-fetch-site': 'same-origin',
        },
      },
      (response) => {
        const chunks: Buffer[] = [];
        response.on('data', (chunk: Buffer) => chunks.push(chunk));
        response.on('error', reject);
        response.on('end', () => {
          const took = performance.now() - started;
          resolve({ status: response.statusCode ?? 0, text: Buffer.concat(chunks).toString(), took });
        });
      },
    );
    request.on('error', reject);
    request.end(body);
  });
}

export interface Load {
  /** Milliseconds of each request. */
  took: number[];
  perSecond: number;
}

export interface LoadOptions {
  url: string;
  body: string;
  requests: number;
  concurrency: number;
  /** Throws when an answer is not what it should be. */
  check: (answer: Answered) => void;
}

/** So many requests of `concurrency` visitors, each of whom asks again as soon as it is answered. */
export async function load(options: LoadOptions): Promise<Load> {
  const { url, body, requests, concurrency, check } = options;
  const agents = Array.from({ length: concurrency }, (_, number) => visitorAt(number, 1));
  const took: number[] = [];
  let left = requests;
  const visitor = async (agent: Agent) => {
    while (left-- > 0) {
      const answer = await post(url, body, agent);
      took.push(answer.took);
      check(answer);
    }
  };
  const started = performance.now();
  await Promise.all(agents.map(visitor));
  const perSecond = (requests / (performance.now() - started)) * 1000;
  for (const agent of agents) agent.destroy();
  return { took, perSecond };
}
