import { admitAsset, proofOf } from '../delivery/admission.js';
import { carriesKey } from '../delivery/key-watch.js';
import { referrerAllowed } from '../delivery/referrer.js';
import type { Answer, Handler, Incoming } from '../http/exchange.js';
import { wrongMethod } from '../http/problem.js';
import { staticFile } from '../http/static-file.js';
import type { World } from '../world.js';
import { forbiddenPage, playerPage, unavailablePage } from './player-page.js';
import { findSubject } from './player-sources.js';

const BROWSER = new URL('../../browser/player/', import.meta.url);
const FILES = '/_player/';

/** The embed host: the HTML player (api-video.md, "Assets" and "Player options"). Any page may frame it. */
export function embedHandler(world: World): Handler {
  return (request) => {
    if (carriesKey(request, world.apiKey)) world.counters.keyOnDeliveryHost += 1;
    if (request.method !== 'GET' && request.method !== 'HEAD') return wrongMethod();
    const { pathname } = request.url;
    return pathname.startsWith(FILES)
      ? staticFile(BROWSER, pathname.slice(FILES.length))
      : page(world, request);
  };
}

function page(world: World, request: Incoming): Answer {
  const subject = findSubject(world, request.url.pathname);
  if (subject && !referrerAllowed(world, request)) return html(403, forbiddenPage());
  const token = request.url.searchParams.get('token') ?? undefined;
  const admission = subject && admitAsset(world, subject.medium, token, proofOf(request));
  if (!subject || !admission?.admitted) {
    world.counters.refused += 1;
    return html(subject ? world.switches.usedTokenStatus : 404, unavailablePage());
  }
  const { session } = admission;
  const access = subject.medium.public || !token || !session ? undefined : { token, session };
  return html(200, playerPage(subject.sources(access)));
}

const html = (status: number, body: string): Answer => ({
  status,
  headers: {
    'content-type': 'text/html; charset=utf-8',
    'cache-control': 'private, no-store',
    'referrer-policy': 'strict-origin-when-cross-origin',
    'x-content-type-options': 'nosniff',
  },
  body,
});
