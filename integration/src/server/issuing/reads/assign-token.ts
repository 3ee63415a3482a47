import { ApiVideoError } from '../../../api-video/errors.js';
import type { MintingVideo } from '../../../api-video/schema.js';
import { passesByItself } from '../failure-kinds.js';
import type { IssuerState } from '../issuer-state.js';
import type { PendingRequest } from '../queue/pending-request.js';
import { requeue, settle } from '../queue/settle.js';
import { readyFromSession, type Session } from '../sessions/ready-session.js';
import { shortfall } from '../sessions/shortfall.js';
import type { ReadResult } from './page-read.js';
import { ONE_TOKEN_FOR } from './token-policy.js';
import { tryAgain } from './try-again.js';

/** Uses a token for the request that waits for it, or for the pool. */
export function assignToken(
  state: IssuerState,
  result: ReadResult,
  video: MintingVideo,
  request?: PendingRequest,
): void {
  try {
    const tokenState = state.exchange.stateOf(video, result.askedAt);
    // Read by itself and given again after its exchange failed, a token was never used up: no list repeats an old item.
    if (tokenState === 'new' || (tokenState === 'failed' && !result.page)) {
      if (request) state.queue.remove(request);
      void exchangeToken(state, result, video, request);
    } else if (tokenState === 'shared') {
      state.oneTokenUntil = state.now() + ONE_TOKEN_FOR;
      if (request) requeue(state, request);
    } else {
      // Another read would come from the same cache.
      const { askedAt, page } = result;
      const attempt = page ? { askedAt } : { askedAt, isCertain: true };
      tryAgain(state, request ?? video.videoId, usedBefore(video.videoId), attempt);
    }
  } catch (error) {
    tryAgain(state, request ?? video.videoId, error, result);
  }
}

const usedBefore = (videoId: string) =>
  new ApiVideoError('token-used', `api.video gave a private token of ${videoId} that was used before.`);

async function exchangeToken(
  state: IssuerState,
  result: ReadResult,
  video: MintingVideo,
  request?: PendingRequest,
): Promise<void> {
  const { videoId } = video;
  state.inFlight.add(videoId, 1);
  try {
    const session = await state.exchange.openSession(video, {
      visitor: request?.visitor,
      isWanted: () => isWanted(state, videoId, request),
    });
    if (session) {
      state.sessionOpenedAt = state.now();
      state.demand.prove(videoId);
      state.videos.recovered(videoId);
      state.videos.outageOver();
      assignSession(state, session, request);
    } else if (request) requeue(state, request);
  } catch (error) {
    const outage = passesByItself(error) && state.sessionOpenedAt < result.askedAt;
    tryAgain(state, request ?? videoId, error, { askedAt: result.askedAt, outage });
  } finally {
    state.inFlight.add(videoId, -1);
    state.wake();
  }
}

/** Whether a session is still of use when its exchange can begin, being counted as in flight itself. */
function isWanted(state: IssuerState, videoId: string, request: PendingRequest | undefined): boolean {
  if (state.closed) return false;
  if (request ? !request.result : state.pool.count(videoId) < state.poolLimits.perVideo) return true;
  return state.queue.firstFor(videoId) !== undefined || shortfall(state, videoId) >= 0;
}

function assignSession(state: IssuerState, session: Session, request?: PendingRequest): void {
  const receiver = request && !request.result ? request : state.queue.firstFor(session.videoId);
  if (receiver) settle(state, receiver, readyFromSession(session, state.now()));
  else if (!state.closed) state.pool.put(session);
}
