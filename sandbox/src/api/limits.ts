import type { Answer, Incoming } from '../http/exchange.js';
import type { Quota, RequestClass } from '../state/rate-limits.js';

/** Which routes are uploads is not documented: those that take files (api-video.md, "Rate limits"). */
export function classOf({ method, url }: Incoming): RequestClass {
  if (method === 'GET' || method === 'HEAD') return 'reads';
  const takesFile =
    /^\/(upload$|(videos|live-streams)\/[^/]+\/(source|thumbnail|captions\/[^/]+|chapters\/[^/]+)$)/;
  return method === 'POST' && takesFile.test(url.pathname) ? 'uploads' : 'writes';
}

export const QUOTA_HEADERS = 'X-RateLimit-Limit, X-RateLimit-Remaining, X-RateLimit-Retry-After';

/** The headers every limited answer carries, success or error (api-video.md, "Rate limits"). */
export function withQuota(answer: Answer, quota: Quota | undefined): Answer {
  if (!quota) return answer;
  const headers = {
    'x-ratelimit-limit': String(quota.limit),
    'x-ratelimit-remaining': String(quota.remaining),
    'x-ratelimit-retry-after': String(quota.retryAfter),
  };
  return { ...answer, headers: { ...answer.headers, ...headers } };
}
