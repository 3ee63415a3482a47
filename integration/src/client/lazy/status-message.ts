import { labelsOf, signInOf } from '../render/labels-of.js';
import { showMessage } from '../render/show-message.js';
import type { VideoElement } from '../session/video-element.js';
import { retryThumbnail } from './retry-thumbnail.js';

const QUIET = ['', 'loading', 'ready'];

/**
 * Tells in words why a video is not shown, over its frame, and to screen readers once a gallery.
 *
 * @param shown The element's `data-state`: nothing is told of a video that is shown, or about to be.
 * @param dueAt When a busy video is asked for again, in milliseconds since the epoch.
 */
export function showStatus(video: VideoElement, shown: string, dueAt?: number): void {
  retryThumbnail(video, shown, () => {
    video.failures = undefined;
    video.dataset.state = 'ready';
    showStatus(video, 'ready');
  });
  let status = video.querySelector('.vitrine-status');
  if (QUIET.includes(shown)) {
    status?.remove();
    return;
  }
  // Nobody watches where a relayed card is, as long as it needs nothing.
  if (video.hasAttribute('relay')) video.near = true;
  status ??= addText(video, 'vitrine-status');
  showMessage(status, shown, labelsOf(video), signInOf(video), dueAt);
  announce(video.closest('vitrine-gallery') ?? video);
}

const announcing = new WeakSet<Element>();

/** Says what the videos of a gallery have to say, each thing once, when all of them have been told. */
function announce(gallery: HTMLElement): void {
  if (announcing.has(gallery)) return;
  announcing.add(gallery);
  queueMicrotask(() => {
    announcing.delete(gallery);
    let live = gallery.querySelector('.vitrine-live');
    if (!live) {
      live = addText(gallery, 'vitrine-live');
      live.role = 'status';
    }
    const texts = [...gallery.querySelectorAll('.vitrine-status')].map(
      (status) => status.firstChild?.textContent,
    );
    const text = [...new Set(texts)].join(' ');
    if (live.textContent !== text) live.textContent = text;
  });
}

function addText(parent: Element, className: string): HTMLElement {
  const text = document.createElement('p');
  text.className = className;
  parent.append(text);
  return text;
}
