import type { Answer, Handler, Incoming } from '../http/exchange.js';
import { notFound, problemAnswer, wrongMethod } from '../http/problem.js';
import type { World } from '../world.js';
import type { AssetAdmission, Medium } from './admission.js';
import { carriesKey } from './key-watch.js';

/** Pages of other origins read the media hosts (api-video.md, "Referrers and CORS"). */
export const EXPOSED = 'X-Token-Session, Content-Length, Content-Range';

const PREFLIGHT = {
  'access-control-allow-methods': 'GET, HEAD, OPTIONS',
  'access-control-allow-headers': 'X-Token-Session, Range',
  'access-control-max-age': '600',
};

/** What the delivery hosts have in common around `answer`: preflights, methods, the watch for keys, latency. */
export function delivery(
  world: World,
  wait: (milliseconds: number) => Promise<void>,
  answer: (request: Incoming) => Answer,
): Handler {
  return async (request) => {
    if (carriesKey(request, world.apiKey)) world.counters.keyOnDeliveryHost += 1;
    if (request.method === 'OPTIONS') return { status: 204, headers: PREFLIGHT };
    const given = request.method === 'GET' || request.method === 'HEAD' ? answer(request) : wrongMethod();
    if (request.url.pathname.endsWith('/session') && world.switches.latency > 0)
      await wait(world.switches.latency);
    return given;
  };
}

/** An asset as its admission allows: public ones may be kept for a minute unless they say otherwise, private ones nowhere. */
export function sent(
  world: World,
  medium: Medium,
  admission: AssetAdmission,
  send: (session: string | undefined) => Answer,
): Answer {
  if (!admission.admitted) return refuse(world, world.switches.usedTokenStatus);
  const { session, opened } = admission;
  const answer = send(session);
  if (medium.public)
    return { ...answer, headers: { 'cache-control': 'public, max-age=60', ...answer.headers } };
  return uncached(answer, opened && session ? { 'x-token-session': session } : {});
}

export const uncached = (answer: Answer, more: Record<string, string> = {}): Answer => ({
  ...answer,
  headers: { ...answer.headers, ...more, 'cache-control': 'private, no-store' },
});

const refusals = {
  403: () => problemAnswer(403, { type: 'forbidden', title: 'Forbidden.' }),
  404: () => notFound('videoId'),
  410: () => problemAnswer(410, { type: 'gone', title: 'Gone.' }),
};

export function refuse(world: World, status: keyof typeof refusals): Answer {
  world.counters.refused += 1;
  return uncached(refusals[status]());
}
