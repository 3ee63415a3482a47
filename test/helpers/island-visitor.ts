import { setTimeout as wait } from 'node:timers/promises';
import { retryDelay } from '../../integration/src/client/lazy/failure-state.js';
import type { ReadyVideo, TokenResult, TokensResponse } from '../../integration/src/contract/tokens.js';

/** The island's own patience (client/request.ts), and what the gate promises to be enough. */
const REQUEST_TIMEOUT = 30_000;
const UNREACHABLE_RETRY = 5;
export const MOST_ATTEMPTS = 3;
export const DEADLINE = 60_000;

export interface VisitorOptions {
  /** The URL of the token endpoint. */
  endpoint: string;
  headers: Record<string, string>;
  /** 0..1, for the jitter. */
  random: () => number;
}

/** What became of one asked video; `late` is one that was still busy after the last attempt or the deadline. */
export interface Outcome {
  grant: string;
  status: 'ready' | 'denied' | 'stale' | 'gone' | 'late' | 'error';
  attempts: number;
  /** Milliseconds since the first request. */
  after: number;
  video?: ReadyVideo;
}

export interface Visit {
  outcomes: Outcome[];
  /** Status of every request; 0 where none came. */
  statuses: number[];
}

/** Asks as the island does, until every video is settled, three attempts were made, or a minute is over. */
export async function visitAsIsland(grants: readonly string[], options: VisitorOptions): Promise<Visit> {
  const start = performance.now();
  const outcomes: Outcome[] = [];
  const statuses: number[] = [];
  let waiting = grants.map((grant) => ({ grant, tries: 0, dueAt: start }));
  while (waiting.length > 0) {
    const next = Math.min(...waiting.map(({ dueAt }) => dueAt));
    await wait(Math.max(0, next - performance.now()));
    const asked = waiting.filter(({ dueAt }) => dueAt <= next);
    const { status, retryAfter, videos } = await ask(
      asked.map(({ grant }) => grant),
      options,
    );
    statuses.push(status);
    const now = performance.now();
    for (const [index, each] of asked.entries()) {
      each.tries++;
      const result = videos?.[index];
      const passing = status === 0 || status === 200 || status === 429 || status >= 500;
      const retryIn = result?.status === 'busy' ? result.retryIn : retryAfter;
      each.dueAt = now + retryDelay(retryIn, each.tries, options.random());
      const over = each.tries >= MOST_ATTEMPTS || each.dueAt - start > DEADLINE;
      const settled =
        result && result.status !== 'busy' ? result.status : passing ? (over ? 'late' : undefined) : 'error';
      if (!settled) continue;
      waiting = waiting.filter((other) => other !== each);
      const video = result?.status === 'ready' ? { video: result } : {};
      outcomes.push({
        grant: each.grant,
        status: settled,
        attempts: each.tries,
        after: now - start,
        ...video,
      });
    }
  }
  return { outcomes, statuses };
}

async function ask(grants: string[], { endpoint, headers }: VisitorOptions) {
  try {
    const response = await fetch(endpoint, {
      method: 'POST',
      headers: { 'content-type': 'application/json', 'sec-fetch-site': 'same-origin', ...headers },
      body: JSON.stringify({ grants }),
      redirect: 'manual',
      signal: AbortSignal.timeout(REQUEST_TIMEOUT),
    });
    const body: unknown = await response.json();
    const retryAfter = Number(response.headers.get('retry-after')) || UNREACHABLE_RETRY;
    const videos: TokenResult[] | undefined = response.ok ? (body as TokensResponse).videos : undefined;
    return { status: response.status, retryAfter, videos };
  } catch {
    return { status: 0, retryAfter: UNREACHABLE_RETRY, videos: undefined };
  }
}
