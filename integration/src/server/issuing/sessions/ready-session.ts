import type { ReadyVideo } from '../../../contract/tokens.js';
import type { SerializedVideo } from '../issue.js';
import { serializeVideo } from '../serialize.js';

/** An open session nobody has been given yet: little more than the text of its answer, for a pool holds thousands. */
export interface Session {
  videoId: string;
  serialized: string;
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
  return { videoId: video.id, serialized: serializeVideo(video), openedAt };
}

export function readyFromSession({ serialized, openedAt }: Session, now: number): SerializedVideo {
  // Where the clock stepped back, a session seems to be opened later than now.
  const age = Math.max(0, Math.ceil((now - openedAt) / 1000));
  return { status: 'ready', expiresIn: Math.max(0, SESSION_SECONDS - age), serialized };
}

/** A video that has become public since the page was built plays by its plain URLs. */
export function readyFromPublic(id: string, assets: ReadyVideo['assets']): SerializedVideo {
  return { status: 'ready', expiresIn: SESSION_SECONDS, serialized: serializeVideo({ id, assets }) };
}
