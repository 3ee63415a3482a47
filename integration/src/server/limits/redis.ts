import { createClient } from '@redis/client';

/** A connection that is made in the background, and made again by itself whenever it is lost. */
export interface RedisConnection {
  /** A client of `@redis/client`, for the limiters. */
  client: unknown;
  /** Settled once the first attempt has come to an end, so that the first requests are not counted apart. */
  attempted: Promise<void>;
  close: () => Promise<void>;
}

export interface RedisOptions {
  url: string;
  /** Told once when the connection is lost, and once when it is back. */
  onChange: (available: boolean) => void;
}

const LONGEST_PAUSE = 2000;
const COMMAND_TIMEOUT = 500;

export function connectRedis({ url, onChange }: RedisOptions): RedisConnection {
  const client = createClient({
    url,
    disableOfflineQueue: true,
    commandOptions: { timeout: COMMAND_TIMEOUT },
    socket: {
      connectTimeout: 2000,
      reconnectStrategy: (attempts) => Math.min(50 * 2 ** attempts, LONGEST_PAUSE),
    },
  });
  const { promise: attempted, resolve: attempt } = Promise.withResolvers<void>();
  let available: boolean | undefined;
  const report = (now: boolean) => {
    attempt();
    if (available === now || (available === undefined && now)) {
      available = now;
      return;
    }
    available = now;
    onChange(now);
  };
  client.on('error', () => report(false));
  client.on('ready', () => report(true));
  client.connect().catch(() => report(false));
  return {
    client,
    attempted,
    async close() {
      attempt();
      client.removeAllListeners();
      client.on('error', () => {});
      client.destroy();
    },
  };
}
