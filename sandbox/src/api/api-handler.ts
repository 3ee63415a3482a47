import { answered } from '../http/answered.js';
import type { Answer, Handler, Incoming } from '../http/exchange.js';
import { tooManyRequests, unknownRoute, wrongMethod } from '../http/problem.js';
import { matchRoute, type Route } from '../http/router.js';
import { countCall } from '../state/counters.js';
import type { World } from '../world.js';
import { refusal } from './authentication.js';
import { classOf, withQuota } from './limits.js';
import type { Operation } from './operation.js';
import { preflight } from './preflight.js';
import { authRoutes, openRoutes, routes } from './routes.js';

/**
 * The management API: authentication, limits, then one operation. `wait` is the latency switch: a call takes as long,
 * and what the sandbox itself needs for the answer is a part of that.
 */
export function apiHandler(world: World, wait: (milliseconds: number) => Promise<void>): Handler {
  return async (request) => {
    if (request.method === 'OPTIONS') return preflight(request);
    const { latency } = world.switches;
    const waited = latency > 0 ? wait(latency) : undefined;
    const answer = await answerFor(world, request);
    await waited;
    return answer;
  };
}

async function answerFor(world: World, request: Incoming): Promise<Answer> {
  const { pathname } = request.url;
  if (pathname.startsWith('/auth/')) return run(world, request, authRoutes);
  const kind = classOf(request);
  if (pathname !== '/upload') {
    const refused = refusal(request.headers.authorization, world.apiKey, world.accessTokens.valid);
    if (refused) return withQuota(refused, world.rateLimits.look(kind));
  }
  const quota = world.rateLimits.take(kind);
  countCall(world.counters, kind, quota?.allowed === false);
  if (quota?.allowed === false) return withQuota(tooManyRequests(), quota);
  const among = pathname === '/upload' ? openRoutes : routes;
  return withQuota(await answered(() => run(world, request, among)), quota);
}

function run(world: World, request: Incoming, among: readonly Route<Operation>[]): Answer | Promise<Answer> {
  const match = matchRoute(among, request.method, request.url.pathname);
  if (match.found === 'route') return match.handle(world, request, match.parameters);
  return match.found === 'path' ? wrongMethod() : unknownRoute();
}
