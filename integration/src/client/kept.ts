import { fits } from './ready.js';
import type { ReadyState, VideoState } from './videos.js';

const PREFIX = 'vitrine:';

/** Where all tabs find the moment of the last `clear()`. */
const CLEARED_KEY = 'vitrine';

/** Storage throws in some private windows and frames; a visitor then merely asks again after a reload. */
function attempt<T>(act: () => T): T | undefined {
  try {
    return act();
  } catch {
    return undefined;
  }
}

/** When everything was last cleared, in whichever tab; 0 if never or unknown. */
export const clearedAt = (): number => Number(attempt(() => localStorage.getItem(CLEARED_KEY)) ?? 0);

/** Voids all sessions kept until now, in this and every other tab. */
export const markCleared = (): void => attempt(() => localStorage.setItem(CLEARED_KEY, `${Date.now()}`));

/** Keeps the last state of a video for this tab; only a session is ever recalled. */
export const keep = (grant: string, state: VideoState): void =>
  attempt(() => sessionStorage.setItem(PREFIX + grant, JSON.stringify(state)));

/** The kept session, unless it has run out, was voided, or is not for this video. */
export const recall = (grant: string, video: string): ReadyState | undefined =>
  attempt(() => {
    const state: ReadyState = JSON.parse(sessionStorage.getItem(PREFIX + grant) ?? 'null');
    const savedAt = state.expiresAt - state.expiresIn * 1000;
    return state.expiresAt > Date.now() && savedAt > clearedAt() && fits(state, video) ? state : undefined;
  });

/** Erases everything kept for this tab. */
export const eraseKept = (): void =>
  attempt(() => {
    for (const key of Object.keys(sessionStorage)) {
      if (key.startsWith(PREFIX)) sessionStorage.removeItem(key);
    }
  });
