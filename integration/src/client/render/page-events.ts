import { loadLazyChunk } from '../lazy/load.js';
import { forgetIfCleared } from '../session/forget.js';
import type { ClearEvent } from '../session/names.js';
import { refreshDue } from '../session/refresh-timer.js';
import { requestSession } from '../session/request-session.js';
import { attach, type VideoElement } from '../session/video-element.js';
import { renderVideo } from './render-video.js';

/**
 * Follows what happens on the page.
 *
 * On a video: the first failure of its picture asks for a fresh session, a second one is shown; before a click is
 * followed, the link is checked once more. A filter that is about to be used needs the lazy chunk. Elsewhere: whatever
 * may have ended sessions while nobody looked, for a page that was hidden, frozen, asleep or offline may hold some that
 * have run out, or were cleared.
 */
export function onPageEvent({ target, type }: Event): void {
  const element = target as Element;
  // The window and the document are no elements.
  const video = element.closest?.<VideoElement>('vitrine-video');
  if (video) {
    attach(video);
    if (type !== 'error') renderVideo(video);
    else {
      video.failures = (video.failures ?? 0) + 1;
      if (video.failures > 1) loadLazyChunk().then(() => renderVideo(video));
      else requestSession(video);
    }
  } else if (element.closest?.('.vitrine-filter')) loadLazyChunk();
  else {
    forgetIfCleared(type === ('vitrine-clear' satisfies ClearEvent));
    refreshDue(type);
  }
}
