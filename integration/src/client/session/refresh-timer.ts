import type { RefreshEvent } from './names.js';
import { requestSession } from './request-session.js';
import { $videos } from './store.js';
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
  let next = Infinity;
  for (const video of attached) {
    if (!video.near) continue;
    const { status, dueAt } = $videos.get()[video.grant] ?? { dueAt: Infinity };
    if (
      dueAt <= now ||
      event === ('vitrine-refresh' satisfies RefreshEvent) ||
      (event === 'online' && status === 'busy')
    )
      requestSession(video);
    else next = Math.min(next, dueAt);
  }
  if (next < Infinity) timer = setTimeout(refreshDue, next - now);
}
