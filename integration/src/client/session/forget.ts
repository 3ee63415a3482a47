import { cancelRequests } from './request-session.js';
import { clearedAt, emptyCache } from './session-cache.js';
import { $videos } from './store.js';

let seen = clearedAt();

/**
 * Turns every video back into a placeholder and drops what is still being asked, when a `clear()` has come from this
 * page or, by storage, from another tab. There is no broadcast channel: an open one can keep a page out of the
 * back-forward cache. Sessions that earlier pages of this tab cached go as well, or when the next page starts.
 *
 * @param here Whether `clear()` was called on this page, which counts where storage is blocked too.
 */
export function forgetIfCleared(here: boolean): void {
  if (seen === clearedAt() && !here) return;
  seen = clearedAt();
  cancelRequests();
  emptyCache();
  $videos.set({});
}
