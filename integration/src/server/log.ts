import { redact } from './redact.js';

export type Level = 'info' | 'warn' | 'error';

/** Astro's runtime logger, as far as it is needed. */
export type Logger = Record<Level, (message: string) => void>;

export interface Log {
  /** Writes a message, without tokens in it; the same message at most once a minute. */
  write(level: Level, message: string): void;
  /** Goes on with the logger of the request that is being answered. */
  use(logger: Logger): void;
}

const PAUSE = 60_000;
const MOST_REMEMBERED = 500;

export function createLog(now: () => number, fallback: Logger = console): Log {
  const written = new Map<string, { at: number; more: number }>();
  let logger = fallback;
  return {
    use(current) {
      logger = current;
    },
    write(level, message) {
      const safe = redact(message);
      const last = written.get(safe);
      if (last && now() - last.at < PAUSE) {
        last.more++;
        return;
      }
      if (written.size > MOST_REMEMBERED) written.clear();
      written.set(safe, { at: now(), more: 0 });
      logger[level](`[astro-vitrine] ${safe}${last?.more ? ` (and ${last.more} times more before)` : ''}`);
    },
  };
}
