import type { PlayableAssets } from '../../api-video/private-assets.js';
import type { ReadyVideo } from '../../shared/tokens.js';
import { SPELLED, type Spelled } from '../answer.js';

/** An open session nobody has been given yet. */
export interface Session {
  videoId: string;
  privateToken: string;
  sessionToken: string;
  /** Every URL with its tokens. */
  assets: PlayableAssets;
  /** The members of its answer that never change, as JSON without braces: spelled out while nobody waits. */
  spelled: string;
  /** Milliseconds since the epoch. */
  openedAt: number;
}

/** A session lives 24 hours (apivideo-contract 9.4); ten seconds less allow for clocks and the way to the browser. */
const SESSION_SECONDS = 24 * 60 * 60 - 10;

export function createSession(
  parts: Pick<Session, 'videoId' | 'privateToken' | 'sessionToken' | 'assets' | 'openedAt'>,
): Session {
  const { videoId: id, privateToken, sessionToken, assets } = parts;
  return { ...parts, spelled: JSON.stringify({ id, privateToken, sessionToken, assets }).slice(1, -1) };
}

export function readyFromSession(session: Session, now: number): ReadyVideo & Spelled {
  const { videoId: id, privateToken, sessionToken, assets, openedAt, spelled } = session;
  const expiresIn = SESSION_SECONDS - Math.ceil((now - openedAt) / 1000);
  return { status: 'ready', id, privateToken, sessionToken, expiresIn, assets, [SPELLED]: spelled };
}

/** A video that has become public since the page was built plays by its plain URLs. */
export function readyFromPublic(id: string, assets: PlayableAssets): ReadyVideo {
  return { status: 'ready', id, expiresIn: SESSION_SECONDS, assets };
}
