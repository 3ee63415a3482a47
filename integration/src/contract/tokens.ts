import type { Assets } from './assets.js';

/** The JSON contract of `POST {base}/_vitrine/tokens`, as both sides see it. */

/** One placed video that may be watched now. Every URL carries its private token and `avh`. */
export interface ReadyVideo {
  status: 'ready';
  id: string;
  /** The two tokens are absent, and the URLs plain, where a video has become public since the page was built. */
  privateToken?: string;
  sessionToken?: string;
  /** Seconds until the session ends, at most 24 hours. */
  expiresIn: number;
  assets: Assets;
  /** Only for discreet galleries, whose pages hold no titles. */
  title?: string;
  caption?: string;
  /** The languages it has chapters in, where the site says so. */
  chapters?: string[];
}

/** What comes with a session from the grant that was redeemed for it. */
export type GrantWord = 'title' | 'caption' | 'chapters';

/** Forged, foreign or forbidden: one and the same answer. */
export interface DeniedVideo {
  status: 'denied';
}

/** Sealed with a key the server no longer has: the page is out of date. */
export interface StaleVideo {
  status: 'stale';
}

/** Allowed, but no longer on api.video. */
export interface GoneVideo {
  status: 'gone';
}

/** Quota or upstream trouble. */
export interface BusyVideo {
  status: 'busy';
  /** Seconds to wait before asking again. */
  retryIn: number;
}

export type TokenResult = ReadyVideo | DeniedVideo | StaleVideo | GoneVideo | BusyVideo;

export interface TokensRequest {
  grants: string[];
  /**
   * How often in a row the visitor's sessions of these videos did not work, if they did not: those that are ready are
   * tried before one is given.
   */
  ended?: number | undefined;
}

/** One result per grant, in the order asked. */
export interface TokensResponse {
  videos: TokenResult[];
}

/** The largest number of grants one request may carry. */
export const MAX_GRANTS = 100;
