import { LRUCache } from 'lru-cache';
import { MINUTE } from '../../contract/durations.js';
import { redact } from './redact.js';

export type Level = 'info' | 'warn' | 'error';

/** Astro's runtime logger, as far as it is needed. */
export type Logger = Record<Level, (message: string) => void>;

export interface Log {
  /**
   * Writes a message on one line, without tokens in it; the same message at most once a minute. Of messages about one
   * subject so many are written in a minute, and then how many were left out.
   */
  write(level: Level, message: string, subject?: string): void;
  /** Goes on with the logger of the request that is being answered. */
  use(logger: Logger): void;
}

const MOST_REMEMBERED = 500;
/** Lines about one subject in a minute: what a message says may differ every time. */
const MOST_LINES = 20;
const MOST_CHARACTERS = 2000;

/** A message of any length and with any characters as one line. It is cut between words, never within a token. */
function safeLine(message: string, secrets: readonly (string | undefined)[]): string {
  const short =
    message.length > MOST_CHARACTERS ? `${message.slice(0, MOST_CHARACTERS).replace(/\S+$/, '')}…` : message;
  return redact(short.replace(/[\p{Cc}\p{Bidi_Control}\u2028\u2029]+/gu, ' '), secrets);
}

function later(milliseconds: number, callback: () => void): void {
  setTimeout(callback, milliseconds).unref();
}

/** @param secrets What no pattern tells from words, such as the key of this moment. */
export function createLog(
  now: () => number,
  fallback: Logger = console,
  secrets: () => readonly (string | undefined)[] = () => [],
  setTimer = later,
): Log {
  const written = new LRUCache<string, { at: number; more: number }>({ max: MOST_REMEMBERED });
  const minutes = new Map<string, { lines: number; leftOut: number }>();
  let logger = fallback;

  function minuteOf(level: Level, subject: string) {
    const running = minutes.get(subject);
    if (running) return running;
    const minute = { lines: 0, leftOut: 0 };
    minutes.set(subject, minute);
    setTimer(MINUTE, () => {
      minutes.delete(subject);
      if (minute.leftOut === 0) return;
      logger[level](
        `[astro-vitrine] ${minute.leftOut} more lines (${subject}) were left out in this minute.`,
      );
    });
    return minute;
  }

  return {
    use(current) {
      logger = current;
    },
    write(level, message, subject = level) {
      const safe = safeLine(message, secrets());
      const last = written.get(safe);
      if (last && now() - last.at < MINUTE) {
        last.more++;
        return;
      }
      const minute = minuteOf(level, subject);
      if (minute.lines >= MOST_LINES) {
        minute.leftOut++;
        return;
      }
      minute.lines++;
      written.set(safe, { at: now(), more: 0 });
      logger[level](`[astro-vitrine] ${safe}${last?.more ? ` (and ${last.more} times more before)` : ''}`);
    },
  };
}
