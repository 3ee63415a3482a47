import { stopAsking } from './ask.js';
import { CLEARED_KEY, clearedAt, eraseKept, markCleared } from './kept.js';
import { $videos } from './videos.js';

let forgotAt = Date.now();

/** Turns every video of this tab back into a placeholder, and drops what is still being asked. */
function forget(): void {
  forgotAt = Date.now();
  stopAsking();
  eraseKept();
  $videos.set({});
}

/**
 * Forgets every session in every tab of this browser: call it when a visitor signs out.
 *
 * Elements become placeholders with their plain watch link again, and ask anew once they come near the viewport
 * or the visitor returns to the page.
 */
export function clear(): void {
  markCleared();
  forget();
}

/** Follows a `clear()` of another tab that this page slept through. */
export function catchUp(): void {
  if (clearedAt() > forgotAt) forget();
}

/**
 * Follows a `clear()` of another tab as it happens: by storage events, since an open broadcast channel can keep a
 * page out of the back-forward cache.
 */
export const followClear = (): void =>
  addEventListener('storage', ({ key }) => {
    if (key === CLEARED_KEY) forget();
  });
