import { ApiVideoError } from '../../../api-video/errors.js';
import type { MintingVideo } from '../../../api-video/schema.js';
import { passesByItself } from '../failure-kinds.js';
import { type Desk, missing, ONE_TOKEN_FOR, requeue, settle } from '../issuer-state.js';
import type { Ticket } from '../queue/pending-request.js';
import { readyFromSession, type Session } from '../sessions/ready-session.js';
import type { ReadResult } from './page-read.js';
import { tryAgain } from './try-again.js';

/** Uses a token for the ticket that waits for it, or for the pool. */
export function assignToken(desk: Desk, result: ReadResult, video: MintingVideo, ticket?: Ticket): void {
  try {
    const state = desk.exchange.stateOf(video, result.askedAt);
    // Read by itself and given again after its exchange failed, a token was never used up: no list repeats an old item.
    if (state === 'new' || (state === 'failed' && !result.page)) {
      if (ticket) desk.queue.remove(ticket);
      void use(desk, result, video, ticket);
    } else if (state === 'shared') {
      desk.oneTokenUntil = desk.now() + ONE_TOKEN_FOR;
      if (ticket) requeue(desk, ticket);
    } else {
      // Another read would come from the same cache.
      const attempt = result.page ? {} : { isCertain: true };
      tryAgain(desk, ticket ?? video.videoId, usedBefore(video.videoId), attempt);
    }
  } catch (error) {
    tryAgain(desk, ticket ?? video.videoId, error);
  }
}

const usedBefore = (videoId: string) =>
  new ApiVideoError('token-used', `api.video gave a private token of ${videoId} that was used before.`);

async function use(desk: Desk, result: ReadResult, video: MintingVideo, ticket?: Ticket): Promise<void> {
  const { videoId } = video;
  desk.coming.add(videoId, 1);
  try {
    const session = await desk.exchange.open(video, {
      visitor: ticket?.visitor,
      isWanted: () => isWanted(desk, videoId, ticket),
    });
    if (session) {
      desk.openedAt = desk.now();
      desk.demand.prove(videoId);
      desk.videos.recovered(videoId);
      desk.videos.outageOver();
      give(desk, session, ticket);
    } else if (ticket) requeue(desk, ticket);
  } catch (error) {
    const outage = passesByItself(error) && desk.openedAt < result.askedAt;
    tryAgain(desk, ticket ?? videoId, error, { outage });
  } finally {
    desk.coming.add(videoId, -1);
    desk.wake();
  }
}

/** Whether a session is still of use when its exchange can begin, being counted as coming itself. */
function isWanted(desk: Desk, videoId: string, ticket: Ticket | undefined): boolean {
  if (desk.closed) return false;
  if (ticket ? !ticket.issued : desk.pool.count(videoId) < desk.poolLimits.perVideo) return true;
  return desk.queue.firstFor(videoId) !== undefined || missing(desk, videoId) >= 0;
}

function give(desk: Desk, session: Session, ticket?: Ticket): void {
  const receiver = ticket && !ticket.issued ? ticket : desk.queue.firstFor(session.videoId);
  if (receiver) settle(desk, receiver, readyFromSession(session, desk.now()));
  else if (!desk.closed) desk.pool.put(session);
}
