import type { CachePrefix, ClearEvent, ClearedKey, PositionsKey } from './names.js';

const CLEARED_KEY: ClearedKey = 'vitrine';
const POSITIONS: PositionsKey = 'vitrine-positions';
const PREFIX: CachePrefix = 'vitrine:';
const EVENT: ClearEvent = 'vitrine-clear';

/**
 * Forgets every session in every tab of this browser, and where its videos were left: call it when a visitor signs out,
 * on any page.
 *
 * Elements become placeholders with their plain watch link again. They ask anew when they come near the viewport, or
 * when `refresh()` is called. Other tabs hear of it by a storage event, or find out when the visitor returns to them.
 */
export function clear(): void {
  attempt(() => {
    localStorage.setItem(CLEARED_KEY, `${Date.now()}`);
    localStorage.removeItem(POSITIONS);
  });
  globalThis.dispatchEvent?.(new Event(EVENT));
  attempt(() => {
    for (const key of Object.keys(sessionStorage)) {
      if (key.startsWith(PREFIX)) sessionStorage.removeItem(key);
    }
  });
}

/** Where storage is blocked nothing was kept, and other tabs know of nothing. */
function attempt(act: () => void): void {
  try {
    act();
  } catch {
    // Nothing to forget.
  }
}
