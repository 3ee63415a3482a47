import { type AnswerHeaders, retryAfterSeconds } from './quota-window.js';

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

/**
 * The one place where a status of the management API becomes an error (api-video.md, "Refused logins" and "Errors").
 */
export function failureOf(
  { status, headers }: { status: number; headers: AnswerHeaders },
  origin: string,
  isList = false,
): ApiVideoError {
  if (status === 401) {
    return new ApiVideoError(
      'invalid-key',
      `${origin} refused the API key. Check APIVIDEO_API_KEY: each environment of api.video has its own key (production: no APIVIDEO_API_URL; sandbox: APIVIDEO_API_URL=https://sandbox.api.video).`,
      { status },
    );
  }
  if (status === 403) {
    return new ApiVideoError('suspended', `${origin} refused the account (403). Is it suspended?`, {
      status,
    });
  }
  if (status === 404 && !isList)
    return new ApiVideoError('not-found', `${origin} knows no such video.`, { status });
  if (status === 429) {
    const retryAfter = retryAfterSeconds(headers);
    return new ApiVideoError('rate-limited', `${origin} asks to wait: its quota of calls is used up.`, {
      status,
      retryAfter,
    });
  }
  if (status >= 500) {
    return new ApiVideoError('unavailable', `${origin} has trouble (status ${status}). Try again later.`, {
      status,
    });
  }
  if (status >= 400)
    return new ApiVideoError('rejected', `${origin} rejected the call (status ${status}).`, { status });
  return invalidAnswer(origin, status);
}

export function invalidAnswer(origin: string, status: number): ApiVideoError {
  return new ApiVideoError(
    'invalid-answer',
    `${origin} answered with something that is not api.video's JSON (status ${status}). Is a proxy or gateway in between, or APIVIDEO_API_URL wrong?`,
    { status },
  );
}

/** An answer that nothing is read of. */
export function tooLarge(url: string, limit: number, status: number): ApiVideoError {
  return new ApiVideoError(
    'invalid-answer',
    `${new URL(url).origin} sent more than the ${limit / 1024} KiB that an answer of api.video may have (status ${status}); the rest was not read. Is a proxy or gateway in between, or APIVIDEO_API_URL wrong?`,
    { status },
  );
}
