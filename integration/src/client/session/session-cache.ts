import type { CachePrefix, ClearedKey } from './names.js';
import { fits } from './ready-state.js';
import type { ReadyState, VideoState } from './store.js';

const PREFIX: CachePrefix = 'vitrine:';

const CLEARED_KEY: ClearedKey = 'vitrine';

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

/** Keeps the last state of a video for this tab. Only a session is ever given back; any other state erases it. */
export const cacheState = (grant: string, state?: VideoState): void =>
  attempt(() => sessionStorage.setItem(PREFIX + grant, JSON.stringify(state)));

/** The cached session, unless it has run out, was voided, or is not for this video. Without one there is no JSON to read. */
export const cachedSession = (grant: string, video: string): ReadyState | false | undefined =>
  attempt(() => {
    const state: ReadyState = JSON.parse(sessionStorage.getItem(PREFIX + grant) as string);
    return (
      state.expiresAt > Date.now() &&
      state.expiresAt - state.expiresIn * 1000 > clearedAt() &&
      fits(state, video) &&
      state
    );
  });
