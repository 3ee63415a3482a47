import { setTimeout as pause } from 'node:timers/promises';
import { createRedisCounts } from './counts.js';
import { withRedisUrl } from './redis-address.js';
import { RedisSilent, RedisUnusable } from './redis-trouble.js';

type Library = typeof import('@redis/client');

/** A client of the library, as far as it is not the limiters that use it. */
interface Client {
  on(event: 'error', listener: (error: Error) => void): unknown;
  connect(): Promise<unknown>;
  destroy(): void;
}

/** A connection that is made in the background, and made again by itself whenever it is lost. */
export interface RedisConnection {
  /** Whether it is there, as far as is known. */
  available(): boolean;
  /**
   * Does something with a client of `@redis/client`. Rejects where Redis is away, within half a second where it does
   * not answer and at once from then on. Whatever the operation rejects with counts as trouble with Redis.
   */
  use<T>(operation: (client: object) => Promise<T>): Promise<T>;
  close(): void;
}

export interface RedisOptions {
  /** As it was configured; need not be an address. */
  url: string;
  /** Told once when Redis is lost, with what happened, and once when it is back. */
  onChange: (available: boolean, error?: unknown) => void;
  /** Gives `@redis/client`, which a site without Redis need not have. */
  load?: () => Promise<Library>;
}

/** Milliseconds for an answer, and for the first connection while the first requests wait for it. */
const LONGEST_ANSWER = 500;
/** Milliseconds to connect in the background, until Redis has shown that it counts. */
const LONGEST_ATTEMPT = 2000;
const STEP = 100;
const FIRST_PAUSE = 100;
const LONGEST_PAUSE = 2000;
/** Milliseconds after which a connection that was lost counts as a good one. */
const STEADY = 10_000;

/** Vite must leave this import to Node: the package is there only where somebody installed it. */
const loadLibrary = (): Promise<Library> => import(/* @vite-ignore */ '@redis/client');

async function requireLibrary(load: () => Promise<Library>): Promise<Library> {
  try {
    return await load();
  } catch {
    throw new RedisUnusable(
      'VITRINE_REDIS_URL is set, but @redis/client cannot be loaded: run `npm install @redis/client` and start the server again.',
    );
  }
}

/**
 * The same, or a rejection when time is up. Time is told in steps: as long as this process is too busy to hear an answer,
 * it is but one step, however long it takes.
 */
function within<T>(milliseconds: number, answer: Promise<T>): Promise<T> {
  return new Promise((resolve, reject) => {
    let left = milliseconds / STEP;
    let timer = setTimeout(step, STEP);
    function step(): void {
      if (--left > 0) timer = setTimeout(step, STEP);
      else reject(new RedisSilent());
    }
    answer.then(resolve, reject).finally(() => clearTimeout(timer));
  });
}

/** Does what limits do: only a Redis that counts is there. */
async function rehearse(client: Client): Promise<void> {
  const counts = createRedisCounts(client, 'check', Number.MAX_SAFE_INTEGER);
  await counts.consume('count');
  await counts.get('count');
}

/** One client, from its only attempt to connect to its end. */
interface Session {
  client: Client;
  ready: Promise<void>;
  /** Rejects when the connection is lost or was given up. */
  lost: Promise<never>;
  giveUp: (error: unknown) => void;
}

function openSession({ createClient }: Library, given: string): Session {
  const client = withRedisUrl(given, (url) =>
    createClient({
      url,
      disableOfflineQueue: true,
      // Its timeout spares commands that were sent, so each use has a limit of its own.
      commandOptions: { timeout: 0 },
      socket: { connectTimeout: LONGEST_ATTEMPT, reconnectStrategy: false },
    }),
  );
  const { promise: lost, reject: giveUp } = Promise.withResolvers<never>();
  lost.catch(() => {});
  client.on('error', giveUp);
  const connected = client.connect().then(() => rehearse(client));
  return { client, ready: Promise.race([connected, lost]), lost, giveUp };
}

export function connectRedis({ url, onChange, load = loadLibrary }: RedisOptions): RedisConnection {
  const closing = new AbortController();
  const { promise: attempted, resolve: attempt } = Promise.withResolvers<void>();
  /** The one that answers. */
  let current: Session | undefined;
  let available: boolean | undefined;

  function report(now: boolean, error?: unknown): void {
    const before = available;
    available = now;
    attempt();
    if (before === now || (before === undefined && now) || closing.signal.aborted) return;
    onChange(now, error);
  }

  /** Gives what ended it, and how long Redis was there, in milliseconds. */
  async function liveThrough(session: Session): Promise<{ error: unknown; lasted: number }> {
    const { client, ready, lost, giveUp } = session;
    closing.signal.addEventListener('abort', giveUp, { once: true });
    let since = Number.POSITIVE_INFINITY;
    try {
      await within(LONGEST_ATTEMPT, ready);
      since = performance.now();
      current = session;
      report(true);
      return await lost;
    } catch (error) {
      return { error, lasted: performance.now() - since };
    } finally {
      current = undefined;
      closing.signal.removeEventListener('abort', giveUp);
      // Also ends whatever still waits in its queue.
      client.destroy();
    }
  }

  async function stayConnected(): Promise<void> {
    const library = await requireLibrary(load);
    let failures = 0;
    while (!closing.signal.aborted) {
      const { error, lasted } = await liveThrough(openSession(library, url));
      report(false, error);
      failures = lasted > STEADY ? 0 : failures + 1;
      const next = Math.min(FIRST_PAUSE * 2 ** failures, LONGEST_PAUSE);
      await pause(next, undefined, { ref: false, signal: closing.signal }).catch(() => {});
    }
  }

  stayConnected().catch((error: unknown) => report(false, error));

  return {
    available: () => available === true,
    async use(operation) {
      let session: Session | undefined;
      const answer = async () => {
        await attempted;
        session = current;
        if (!session) throw new Error('Redis is away.');
        return operation(session.client);
      };
      try {
        return await within(LONGEST_ANSWER, answer());
      } catch (error) {
        if (session) session.giveUp(error);
        else if (error instanceof RedisSilent) report(false, error);
        throw error;
      }
    },
    close: () => closing.abort(),
  };
}
