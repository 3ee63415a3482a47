import type { ReadyVideo } from '../../../contract/tokens.js';
import type { SpelledVideo } from '../issue.js';
import { spell } from '../serialize.js';

/** An open session nobody has been given yet: little more than the text of its answer, for a pool holds thousands. */
export interface Session {
  videoId: string;
  spelled: string;
  /** Milliseconds since the epoch. */
  openedAt: number;
}

/**
 * A session lives 24 hours (api-video.md, "Using a session"); ten seconds less allow for clocks and the way to the
 * browser.
 */
const SESSION_SECONDS = 24 * 60 * 60 - 10;

export function createSession(
  video: Pick<ReadyVideo, 'id' | 'privateToken' | 'sessionToken' | 'assets'>,
  openedAt: number,
): Session {
  return { videoId: video.id, spelled: spell(video), openedAt };
}

export function readyFromSession({ spelled, openedAt }: Session, now: number): SpelledVideo {
  // Where the clock stepped back, a session seems to be opened later than now.
  const age = Math.max(0, Math.ceil((now - openedAt) / 1000));
  return { status: 'ready', expiresIn: Math.max(0, SESSION_SECONDS - age), spelled };
}

/** A video that has become public since the page was built plays by its plain URLs. */
export function readyFromPublic(id: string, assets: ReadyVideo['assets']): SpelledVideo {
  return { status: 'ready', expiresIn: SESSION_SECONDS, spelled: spell({ id, assets }) };
}
