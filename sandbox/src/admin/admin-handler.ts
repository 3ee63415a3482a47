import type { Answer, Handler, Incoming } from '../http/exchange.js';
import { jsonBody, type Payload } from '../http/json-body.js';
import { jsonAnswer, problemAnswer, unknownRoute, wrongMethod } from '../http/problem.js';
import { matchRoute, route } from '../http/router.js';
import { staticFile } from '../http/static-file.js';
import type { World } from '../world.js';
import { ADMIN_PAGE } from './admin-page.js';
import { adminState } from './admin-state.js';
import type { Controls } from './controls.js';
import { mayAdminister } from './guard.js';

type Action = (world: World, controls: Controls, request: Incoming) => Answer | Promise<Answer>;

const BROWSER = new URL('../../browser/admin/', import.meta.url);

const FILES = '/_sandbox/files/';

const routes = [
  route<Action>('GET /_sandbox', () => ({ status: 200, headers: PAGE_HEADERS, body: ADMIN_PAGE })),
  route<Action>('GET /_sandbox/files/{name}', (_world, _controls, { url }) =>
    staticFile(BROWSER, url.pathname.slice(FILES.length)),
  ),
  route<Action>('GET /_sandbox/state', (world) => jsonAnswer(200, adminState(world))),
  route<Action>('GET /_sandbox/issued', (world) => jsonAnswer(200, world.tokens.issued())),
  route<Action>('GET /_sandbox/pings', (world) => jsonAnswer(200, world.pings)),
  route<Action>(
    'PATCH /_sandbox/switches',
    change((controls, payload) => controls.setOptions(payload)),
  ),
  route<Action>(
    'PUT /_sandbox/faults',
    change((controls, { faults }) => controls.setFaults(faults)),
  ),
  route<Action>(
    'POST /_sandbox/clock',
    change((controls, { advance }) => controls.advance(advance)),
  ),
  route<Action>(
    'POST /_sandbox/broadcast',
    change((controls, { liveStreamId, onAir }) => controls.broadcast(liveStreamId, onAir)),
  ),
  route<Action>('POST /_sandbox/reset', (_world, controls) => {
    controls.reset();
    return { status: 204 };
  }),
];

const PAGE_HEADERS = {
  'content-type': 'text/html; charset=utf-8',
  'content-security-policy':
    "default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self'; img-src data:; frame-ancestors 'none'",
};

export const isAdmin = ({ url }: Incoming) => /^\/_sandbox(\/|$)/.test(url.pathname);

/** The admin API and page, under `/_sandbox` on the API's origin. It has no CORS headers. */
export function adminHandler(world: World, controls: Controls): Handler {
  return async (request) => {
    const answer = await answerFor(world, controls, request);
    return {
      ...answer,
      headers: { 'cache-control': 'no-store', 'x-content-type-options': 'nosniff', ...answer.headers },
    };
  };
}

function answerFor(world: World, controls: Controls, request: Incoming): Answer | Promise<Answer> {
  if (!mayAdminister(request))
    return problemAnswer(403, { title: 'The admin API answers this machine’s own pages and programs.' });
  const match = matchRoute(routes, request.method, request.url.pathname);
  if (match.found === 'route') return match.handle(world, controls, request);
  return match.found === 'path' ? wrongMethod() : unknownRoute();
}

/** A change by JSON: 204, or 400 with what was wrong. */
function change(apply: (controls: Controls, payload: Payload) => void): Action {
  return async (_world, controls, request) => {
    const body = await jsonBody(request);
    if ('refused' in body) return body.refused;
    try {
      apply(controls, body.payload);
      return { status: 204 };
    } catch (error) {
      return problemAnswer(400, {
        title: error instanceof Error ? error.message : 'The request is invalid.',
      });
    }
  };
}
