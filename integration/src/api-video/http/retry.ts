import { LONG_WAIT } from '../../contract/durations.js';
import { ApiVideoError } from '../errors.js';

export interface RetryPolicy {
  /** Calls in all, the first included. */
  attempts: number;
  /** The longest single wait in milliseconds; a longer one fails at once, so that the caller can say so. */
  longestWait: number;
}

/**
 * Milliseconds to wait before the next attempt, or undefined when there is none: only trouble that passes by
 * itself is worth another call. `random` gives 0..1 for the jitter.
 */
export function nextWait(
  error: unknown,
  attempt: number,
  policy: RetryPolicy,
  random: () => number,
): number | undefined {
  if (!(error instanceof ApiVideoError) || attempt >= policy.attempts) return undefined;
  if (error.reason === 'rate-limited') {
    const wait = (error.retryAfter ?? LONG_WAIT) * 1000;
    return wait <= policy.longestWait ? wait + random() * 1000 : undefined;
  }
  if (error.reason !== 'unavailable') return undefined;
  const wait = 200 * 2 ** (attempt - 1) * (1 + random());
  return wait <= policy.longestWait ? wait : undefined;
}
