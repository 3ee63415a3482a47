import type { Answer } from '../http/exchange.js';
import { jsonAnswer } from '../http/problem.js';
import type { World } from '../world.js';
import type { Medium } from './admission.js';
import { refuse, uncached } from './answers.js';

/** `GET …/session` (api-video.md, "Opening a session"): uses the token up; a second call with it is refused. */
export function openSession(world: World, medium: Medium, token: string | undefined): Answer {
  const refused = () => refuse(world, world.switches.usedTokenStatus);
  if (token === undefined) return refused();
  const calls = world.counters.sessionCallsPerToken;
  calls.set(token, (calls.get(token) ?? 0) + 1);
  if (medium.public) return refused();
  const admission = world.tokens.admit(medium.id, token, undefined);
  return admission.admitted ? uncached(jsonAnswer(200, { session_token: admission.session })) : refused();
}
