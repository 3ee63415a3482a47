import { ApiVideoError } from '../../api-video/errors.js';
import { LONG_WAIT, wholeSeconds } from '../../contract/durations.js';
import type { BusyVideo } from '../../contract/tokens.js';

/** Seconds to wait when the trouble is likely to pass by itself. */
export const SHORT_WAIT = 5;

export function busyAfter(error: unknown): BusyVideo {
  if (!(error instanceof ApiVideoError)) return { status: 'busy', retryIn: LONG_WAIT };
  if (error.reason === 'rate-limited') return { status: 'busy', retryIn: error.retryAfter ?? LONG_WAIT };
  return { status: 'busy', retryIn: passesByItself(error) ? SHORT_WAIT : LONG_WAIT };
}

export function busyFor(milliseconds: number): BusyVideo {
  return { status: 'busy', retryIn: wholeSeconds(milliseconds) };
}

const PASSING: readonly ApiVideoError['reason'][] = [
  'unavailable',
  'invalid-answer',
  'token-used',
  'missing-token',
];

/** Whether another token of the same video may have better luck. */
export function passesByItself(error: unknown): boolean {
  return error instanceof ApiVideoError && PASSING.includes(error.reason);
}

/** Whether an answer says nothing about what was asked for: none came, or it was not api.video's. */
export function saysNothing(error: unknown): boolean {
  return isReason(error, 'unavailable') || isReason(error, 'invalid-answer');
}

export function isReason(error: unknown, reason: ApiVideoError['reason']): error is ApiVideoError {
  return error instanceof ApiVideoError && error.reason === reason;
}

/** Whether it is the same for every call: another one would fail as well. */
export function isAboutTheAccount(error: unknown): boolean {
  return isReason(error, 'invalid-key') || isReason(error, 'suspended') || isReason(error, 'misconfigured');
}
