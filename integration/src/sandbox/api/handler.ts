import type { Answer, Handler, Incoming } from '../http/exchange.js';
import { tooManyRequests, unknownRoute, wrongMethod } from '../http/problem.js';
import { type Match, matchRoute, route } from '../http/router.js';
import { countCall } from '../state/counters.js';
import type { Quota, RequestClass } from '../state/rate-limits.js';
import type { World } from '../world.js';
import { logIn, refresh } from './auth-operations.js';
import { refusal } from './authentication.js';
import type { Operation } from './call.js';
import { getDiscarded, listDiscarded, restoreVideo } from './discarded-operations.js';
import { getStatus } from './status-operation.js';
import { listTags } from './tag-operations.js';
import { createVideo, deleteVideo, getVideo, listVideos, updateVideo } from './video-operations.js';

const open = [route<Operation>('POST /auth/api-key', logIn), route<Operation>('POST /auth/refresh', refresh)];

const operations = [
  route<Operation>('GET /videos', listVideos),
  route<Operation>('POST /videos', createVideo),
  route<Operation>('GET /videos/{videoId}', getVideo),
  route<Operation>('PATCH /videos/{videoId}', updateVideo),
  route<Operation>('DELETE /videos/{videoId}', deleteVideo),
  route<Operation>('GET /videos/{videoId}/status', getStatus),
  route<Operation>('GET /discarded/videos', listDiscarded),
  route<Operation>('GET /discarded/videos/{videoId}', getDiscarded),
  route<Operation>('PATCH /discarded/videos/{videoId}', restoreVideo),
  route<Operation>('GET /tags', listTags),
];

/** The management API: authentication, limits, then one operation. `wait` is the latency switch. */
export function apiHandler(world: World, wait: (milliseconds: number) => Promise<void>): Handler {
  return async (request) => {
    if (world.switches.latency > 0) await wait(world.switches.latency);
    const answer = await answerFor(world, request);
    return {
      ...answer,
      headers: { ...typed(answer.headers, world.switches.contentType), 'access-control-allow-origin': '*' },
    };
  };
}

const typed = (headers: Record<string, string> | undefined, contentType: string) =>
  headers?.['content-type'] === 'application/json' ? { ...headers, 'content-type': contentType } : headers;

async function answerFor(world: World, request: Incoming): Promise<Answer> {
  if (request.url.pathname.startsWith('/auth/'))
    return run(world, request, matchRoute(open, request.method, request.url.pathname));
  const kind = classOf(request);
  const refused = refusal(request.headers.authorization, world.apiKey, world.accessTokens.valid);
  if (refused) return limited(refused, world.rateLimits.look(kind));
  const quota = world.rateLimits.take(kind);
  countCall(world.counters, kind, quota?.allowed === false);
  if (quota?.allowed === false) return limited(tooManyRequests(), quota);
  return limited(
    await run(world, request, matchRoute(operations, request.method, request.url.pathname)),
    quota,
  );
}

function run(world: World, request: Incoming, match: Match<Operation>): Answer | Promise<Answer> {
  if (match.found === 'route') return match.handle(world, request, match.parameters);
  return match.found === 'path' ? wrongMethod() : unknownRoute();
}

/** Which routes are uploads is not documented: those that take files (apivideo-contract 6). */
function classOf({ method, url }: Incoming): RequestClass {
  if (method === 'GET' || method === 'HEAD') return 'reads';
  const takesFile = /^\/(upload$|videos\/[^/]+\/(source|thumbnail|captions\/[^/]+|chapters\/[^/]+)$)/;
  return method === 'POST' && takesFile.test(url.pathname) ? 'uploads' : 'writes';
}

function limited(answer: Answer, quota: Quota | undefined): Answer {
  if (!quota) return answer;
  const headers = {
    'x-ratelimit-limit': String(quota.limit),
    'x-ratelimit-remaining': String(quota.remaining),
    'x-ratelimit-retry-after': String(quota.retryAfter),
  };
  return { ...answer, headers: { ...answer.headers, ...headers } };
}
