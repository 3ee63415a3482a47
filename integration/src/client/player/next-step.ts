import type { Diagnosis } from './diagnose.js';
import type { Sources } from './sources.js';

/** What plays a video: api.video's player, or the browser's own by HLS or by the file. */
export type Way = 'embed' | 'hls' | 'mp4';

/** The ways a video can be played, the preferred one first. */
export function waysOf(sources: Sources, prefersNative: boolean): Way[] {
  const native = (['hls', 'mp4'] as const).filter((way) => sources[way]);
  return prefersNative ? [...native, 'embed'] : ['embed', ...native];
}

export interface Failure {
  diagnosis: Diagnosis;
  /** Whether a session belongs to the video, and a new one may be asked for. */
  isPrivate: boolean;
  /** Whether its session is a new one already, in place of one that was refused. */
  isRenewed: boolean;
  /** Whether no other way is left. */
  isLast: boolean;
}

/**
 * What to do next:
 *
 * - `renew`: ask for a fresh session.
 * - `change`: play it another way.
 * - `wait`: start over in a while.
 * - the label of what is said instead.
 */
export type Step = 'renew' | 'change' | 'wait' | 'gone' | 'error' | 'unplayable';

/** What to do about a player that has failed. The browser is blamed only if it is at fault. */
export function nextStep({ diagnosis, isPrivate, isRenewed, isLast }: Failure): Step {
  if (diagnosis === 'ended' && isPrivate && !isRenewed) return 'renew';
  if (diagnosis === 'offline') return 'wait';
  if (!isLast) return 'change';
  if (diagnosis === 'ended') return isPrivate ? 'error' : 'gone';
  return diagnosis === 'playable' ? 'unplayable' : 'wait';
}
