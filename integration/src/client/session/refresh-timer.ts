import type { RefreshEvent } from './names.js';
import { requestSession } from './request-session.js';
import { $videos, type VideoState } from './store.js';
import { attached } from './video-element.js';

let timer: ReturnType<typeof setTimeout> | undefined;

/**
 * Asks again for every near video that is due, and sets the one timer for the next that will be. A hidden page asks
 * for nothing.
 *
 * @param event What happened: `online` brings forward what is busy, a refresh everything.
 */
export function refreshDue(event?: string): void {
  clearTimeout(timer);
  if (document.hidden) return;
  const now = Date.now();
  // A day, which is as long as a session.
  let next = now + 864e5;
  for (const video of attached) {
    if (!video.near) continue;
    const { status, dueAt } = ($videos.get()[video.grant] ?? {}) as VideoState;
    if (
      dueAt <= now ||
      event === ('vitrine-refresh' satisfies RefreshEvent) ||
      (event === 'online' && status === 'busy')
    )
      requestSession(video);
    else if (dueAt < next) next = dueAt;
  }
  timer = setTimeout(refreshDue, next - now);
}
