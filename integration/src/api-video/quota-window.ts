import { LONG_WAIT, MINUTE } from '../contract/durations.js';

/** The headers of an answer, by their names in lower case. */
export type AnswerHeaders = Pick<Headers, 'get'>;

/** The state of the quota of one class of calls, as the last answer told it (api-video.md, "Rate limits"). */
export interface RateLimit {
  /** Calls per minute. */
  limit: number;
  /** Calls left in the current window. */
  remaining: number;
  /** Seconds until the window resets. */
  resetIn: number;
}

/** A window of the quota, as far as answers have told it. */
export interface QuotaWindow {
  limit: number;
  remaining: number;
  /** Milliseconds, on the clock of whoever keeps it. */
  resetAt: number;
  /** Opened by that clock, until an answer says when it really ends. */
  isAssumed?: boolean;
}

/** Milliseconds: resets announced this close are of one window, for answers come in any order and tell whole seconds. */
export const SAME_WINDOW = 2000;

/** No window is longer than a minute: one that seems so is from before the clock stepped back. */
export function isCurrent({ resetAt }: QuotaWindow, now: number): boolean {
  return now < resetAt && resetAt - now <= MINUTE + SAME_WINDOW;
}

/** The window after an answer told of it; a late answer of the same window gives nothing back. */
export function mergeWindow(
  before: QuotaWindow | undefined,
  { limit, remaining, resetIn }: RateLimit,
  now: number,
): QuotaWindow {
  const resetAt = now + resetIn * 1000;
  if (!before || !isCurrent(before, now)) return { limit, remaining, resetAt };
  const least = Math.min(before.remaining, remaining);
  if (before.isAssumed) return { limit, remaining: least, resetAt };
  if (Math.abs(resetAt - before.resetAt) >= SAME_WINDOW) return { limit, remaining, resetAt };
  return { limit, remaining: least, resetAt: Math.max(before.resetAt, resetAt) };
}

function wholeNumber(headers: AnswerHeaders, name: string): number | undefined {
  const text = headers.get(name);
  return text !== null && /^\d+$/.test(text.trim()) ? Number(text) : undefined;
}

/** Seconds to wait after a 429: what the answer says, between 1 and 60, or 60 when it says nothing usable. */
export function retryAfterSeconds(headers: AnswerHeaders): number {
  const seconds = wholeNumber(headers, 'x-ratelimit-retry-after') ?? LONG_WAIT;
  return Math.min(Math.max(seconds, 1), LONG_WAIT);
}

/** Reads `X-RateLimit-*`; undefined when an answer has none (`/auth/*`, gateways). */
export function readRateLimit(headers: AnswerHeaders): RateLimit | undefined {
  const limit = wholeNumber(headers, 'x-ratelimit-limit');
  const remaining = wholeNumber(headers, 'x-ratelimit-remaining');
  if (limit === undefined || remaining === undefined) return undefined;
  return { limit, remaining, resetIn: retryAfterSeconds(headers) };
}
