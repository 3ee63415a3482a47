import type { Answer, Incoming } from '../http/exchange.js';
import { jsonBody } from '../http/json-body.js';
import { jsonAnswer } from '../http/problem.js';
import { keepPing } from '../state/pings.js';
import type { World } from '../world.js';

const PATH = /^\/(vod|live)$/;

/** Whether a request to the media host is for the collector, which stands beside it here. */
export const isPing = ({ method, url }: Incoming): boolean => method === 'POST' && PATH.test(url.pathname);

/** Takes what a player tells of a play, and names the play where it has no name yet (api-video.md, "Analytics"). */
export async function takePing(world: World, request: Incoming): Promise<Answer> {
  const body = await jsonBody(request);
  if ('refused' in body) return body.refused;
  const { referer, cookie } = request.headers;
  keepPing(world.pings, { body: body.payload, ...(referer && { referer }), ...(cookie && { cookie }) });
  world.counters.pings += 1;
  const { session } = body.payload as { session?: { session_id?: unknown } };
  return jsonAnswer(200, { session: session?.session_id ?? world.random.uuid('play') });
}
