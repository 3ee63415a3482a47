import type { Answer } from '../http/exchange.js';
import { jsonAnswer } from '../http/problem.js';
import type { VideoRecord } from '../state/videos.js';
import type { World } from '../world.js';

/** `GET …/session` (apivideo-contract 9.3): uses the token up; a second call with it is refused. */
export function openSession(world: World, video: VideoRecord, token: string): Answer | undefined {
  const calls = world.counters.sessionCallsPerToken;
  calls.set(token, (calls.get(token) ?? 0) + 1);
  if (video.public) return undefined;
  const admission = world.tokens.admit(video.videoId, token, undefined);
  return admission.admitted ? jsonAnswer(200, { session_token: admission.session }) : undefined;
}
