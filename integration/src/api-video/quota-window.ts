import { LONG_WAIT } from '../contract/durations.js';
import type { AnswerHeaders } from './http/send.js';

/** The state of the quota of one class of calls, as the last answer told it (api-video.md, "Rate limits"). */
export interface RateLimit {
  /** Calls per minute. */
  limit: number;
  /** Calls left in the current window. */
  remaining: number;
  /** Seconds until the window resets. */
  resetIn: number;
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
