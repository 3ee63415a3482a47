import { ApiVideoError } from '../../../api-video/errors.js';
import type { MintingVideo } from '../../../api-video/schema.js';
import { passesByItself } from '../failure-kinds.js';
import { type IssuerState, missing, ONE_TOKEN_FOR, requeue, settle } from '../issuer-state.js';
import type { Ticket } from '../queue/pending-request.js';
import { readyFromSession, type Session } from '../sessions/ready-session.js';
import type { ReadResult } from './page-read.js';
import { tryAgain } from './try-again.js';

/** Uses a token for the ticket that waits for it, or for the pool. */
export function assignToken(
  state: IssuerState,
  result: ReadResult,
  video: MintingVideo,
  ticket?: Ticket,
): void {
  try {
    const tokenState = state.exchange.stateOf(video, result.askedAt);
    // Read by itself and given again after its exchange failed, a token was never used up: no list repeats an old item.
    if (tokenState === 'new' || (tokenState === 'failed' && !result.page)) {
      if (ticket) state.queue.remove(ticket);
      void use(state, result, video, ticket);
    } else if (tokenState === 'shared') {
      state.oneTokenUntil = state.now() + ONE_TOKEN_FOR;
      if (ticket) requeue(state, ticket);
    } else {
      // Another read would come from the same cache.
      const attempt = result.page ? {} : { isCertain: true };
      tryAgain(state, ticket ?? video.videoId, usedBefore(video.videoId), attempt);
    }
  } catch (error) {
    tryAgain(state, ticket ?? video.videoId, error);
  }
}

const usedBefore = (videoId: string) =>
  new ApiVideoError('token-used', `api.video gave a private token of ${videoId} that was used before.`);

async function use(
  state: IssuerState,
  result: ReadResult,
  video: MintingVideo,
  ticket?: Ticket,
): Promise<void> {
  const { videoId } = video;
  state.coming.add(videoId, 1);
  try {
    const session = await state.exchange.open(video, {
      visitor: ticket?.visitor,
      isWanted: () => isWanted(state, videoId, ticket),
    });
    if (session) {
      state.openedAt = state.now();
      state.demand.prove(videoId);
      state.videos.recovered(videoId);
      state.videos.outageOver();
      give(state, session, ticket);
    } else if (ticket) requeue(state, ticket);
  } catch (error) {
    const outage = passesByItself(error) && state.openedAt < result.askedAt;
    tryAgain(state, ticket ?? videoId, error, { outage });
  } finally {
    state.coming.add(videoId, -1);
    state.wake();
  }
}

/** Whether a session is still of use when its exchange can begin, being counted as coming itself. */
function isWanted(state: IssuerState, videoId: string, ticket: Ticket | undefined): boolean {
  if (state.closed) return false;
  if (ticket ? !ticket.result : state.pool.count(videoId) < state.poolLimits.perVideo) return true;
  return state.queue.firstFor(videoId) !== undefined || missing(state, videoId) >= 0;
}

function give(state: IssuerState, session: Session, ticket?: Ticket): void {
  const receiver = ticket && !ticket.result ? ticket : state.queue.firstFor(session.videoId);
  if (receiver) settle(state, receiver, readyFromSession(session, state.now()));
  else if (!state.closed) state.pool.put(session);
}
