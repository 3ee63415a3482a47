import { stopAsking } from './ask.js';
import { clearedAt, eraseKept, markCleared } from './kept.js';
import { $videos } from './videos.js';

let seen = clearedAt();

/** Turns every video of this tab back into a placeholder, and drops what is still being asked. */
function forget(): void {
  seen = clearedAt();
  stopAsking();
  eraseKept();
  $videos.set({});
}

/**
 * Forgets every session in every tab of this browser: call it when a visitor signs out.
 *
 * Elements become placeholders with their plain watch link again. They ask anew when they come near the viewport, or
 * when `refresh()` is called.
 */
export function clear(): void {
  markCleared();
  forget();
}

/**
 * Follows a `clear()` of another tab, also one that this page slept through. There is no broadcast channel, since an
 * open one can keep a page out of the back-forward cache: other tabs hear of it by a storage event.
 */
export function catchUp(): void {
  if (clearedAt() !== seen) forget();
}
