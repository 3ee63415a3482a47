import { labelsOf } from './labels.js';

const QUIET = ['', 'loading', 'ready'];

/**
 * Tells in words why a video is not shown, over its frame, and to screen readers once a gallery.
 *
 * It holds nothing of the store: what it needs to know is passed in.
 *
 * @param shown The element's `data-state`: nothing is told of a video that is shown, or about to be.
 * @param dueAt When a busy video is asked for again, in milliseconds since the epoch.
 */
export function notice(video: HTMLElement, shown: string, dueAt = 0): void {
  if (QUIET.includes(shown)) {
    video.querySelector('.vitrine-status')?.remove();
    return;
  }
  const labels = labelsOf(video);
  const key = shown === 'busy' && !navigator.onLine ? 'offline' : shown;
  const text = labels[key as keyof typeof labels] ?? labels.error;
  const status = video.querySelector('.vitrine-status') ?? add(video, 'p', 'vitrine-status');

  const tell = () => {
    const seconds = Math.max(0, Math.ceil((dueAt - Date.now()) / 1000));
    const told = text.replace('{seconds}', `${seconds}`);
    status.replaceChildren(told);
    return told;
  };
  announce(video, tell());
  if (text.includes('{seconds}')) countDown(status, dueAt, tell);
  if (shown === 'stale') {
    const button = add(status, 'button', 'vitrine-reload');
    button.textContent = labels.reload;
    button.onclick = () => location.reload();
  }
}

const counting = new WeakMap<Element, ReturnType<typeof setInterval>>();

/** Tells anew every second until the moment has come, the text is gone, or another countdown replaces it. */
function countDown(status: Element, dueAt: number, tell: () => void): void {
  clearInterval(counting.get(status));
  const timer = setInterval(() => {
    if (!status.isConnected || counting.get(status) !== timer) return clearInterval(timer);
    tell();
    if (Date.now() >= dueAt) clearInterval(timer);
  }, 1000);
  counting.set(status, timer);
}

/** Many videos with the same trouble are one announcement. */
function announce(video: HTMLElement, text: string): void {
  const place = video.closest('vitrine-gallery') ?? video;
  let live = place.querySelector('.vitrine-live');
  if (!live) {
    live = add(place, 'p', 'vitrine-live');
    live.role = 'status';
  }
  if (live.textContent !== text) live.textContent = text;
}

function add<K extends 'p' | 'button'>(parent: Element, tag: K, name: string): HTMLElementTagNameMap[K] {
  const child = document.createElement(tag);
  child.className = name;
  parent.append(child);
  return child;
}
