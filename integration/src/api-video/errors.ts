/** Why a call to api.video gave nothing usable. */
export type ApiVideoFailure =
  | 'misconfigured'
  | 'invalid-key'
  | 'suspended'
  | 'not-found'
  | 'rejected'
  | 'rate-limited'
  | 'unavailable'
  | 'invalid-answer'
  | 'unusable-video'
  | 'missing-token'
  | 'foreign-host'
  | 'token-used';

interface Detail {
  /** HTTP status, where there was an answer. */
  status?: number;
  /** Seconds until it makes sense to ask again. */
  retryAfter?: number;
}

/**
 * A failed call. The message says what happened and what to do, and never holds a key, a token or a URL
 * with one; for the same reason there is no `cause`.
 */
export class ApiVideoError extends Error {
  override readonly name = 'ApiVideoError';
  readonly reason: ApiVideoFailure;
  readonly status: number | undefined;
  readonly retryAfter: number | undefined;

  constructor(reason: ApiVideoFailure, message: string, detail: Detail = {}) {
    super(message);
    this.reason = reason;
    this.status = detail.status;
    this.retryAfter = detail.retryAfter;
  }
}
