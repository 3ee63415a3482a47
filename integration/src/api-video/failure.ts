import { ApiVideoError } from './errors.js';
import type { Answer } from './http/send.js';
import { retryAfterSeconds } from './quota-window.js';

/**
 * The one place where a status of the management API becomes an error (api-video.md, "Refused logins" and "Errors").
 */
export function failureOf({ status, headers }: Answer, origin: string, isList = false): ApiVideoError {
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
