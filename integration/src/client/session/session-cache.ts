import type { CachePrefix, ClearedKey } from './names.js';
import { fits } from './ready-state.js';
import type { ReadyState, VideoState } from './store.js';

const PREFIX: CachePrefix = 'vitrine:';

/** Storage throws in some private windows and frames; a visitor then merely asks again after a reload. */
export function attempt<T>(act: () => T): T | undefined {
  try {
    return act();
  } catch {
    return undefined;
  }
}

/** When everything was last cleared, in whichever tab; 0 if never or unknown. */
export const clearedAt = (): number => attempt(() => +localStorage['vitrine' satisfies ClearedKey]) || 0;

/** Keeps a session for this tab; any other state erases it. */
export const cacheState = (grant: string, state: VideoState): void =>
  attempt(() => {
    if (state.status === 'ready') sessionStorage[PREFIX + grant] = JSON.stringify(state);
    else delete sessionStorage[PREFIX + grant];
  });

/** The cached session, unless it has run out, was voided, or is not for this video. Without one there is no JSON to read. */
export const cachedSession = (grant: string, video: string): ReadyState | false | undefined =>
  attempt(() => {
    const state: ReadyState = JSON.parse(sessionStorage[PREFIX + grant]);
    return (
      state.expiresAt > Date.now() &&
      state.expiresAt - state.expiresIn * 1000 > clearedAt() &&
      fits(state, video) &&
      state
    );
  });

/** Removes every session that this tab has cached, on earlier pages as well. */
export const emptyCache = (): void =>
  attempt(() => {
    for (const key in sessionStorage) if (key.startsWith(PREFIX)) delete sessionStorage[key];
  });
