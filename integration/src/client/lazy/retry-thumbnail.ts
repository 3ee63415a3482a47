import type { VideoElement } from '../session/video-element.js';
import { retryDelay } from './failure-state.js';

const RETRY_S = 20;
const REFUSED = ['denied', 'stale', 'gone', 'error'];

interface Retry {
  tries: number;
  timer?: ReturnType<typeof setTimeout> | undefined;
}

const retries = new WeakMap<Element, Retry>();

/**
 * What the first script leaves out: a picture that did not load twice is tried again by itself, with growing pauses;
 * a relayed one goes with a refusal, and comes back when that is over.
 *
 * @param shown The element's `data-state`.
 * @param loaded Told when the picture is there after all.
 */
export function retryThumbnail(video: VideoElement, shown: string, loaded: () => void): void {
  const image = video.querySelector('img');
  if (shown === 'failed' && image) tryAgain(image, loaded);
  else if (image) retries.delete(image);

  const relayed = video.getAttribute('relay');
  if (!relayed) return;
  if (REFUSED.includes(shown)) image?.remove();
  else if (!image) {
    const picture = Object.assign(new Image(1280, 720), { className: 'vitrine-thumbnail', alt: '' });
    picture.src = relayed;
    video.querySelector('.vitrine-frame')?.append(picture);
  }
}

function tryAgain(image: HTMLImageElement, loaded: () => void): void {
  const retry = retries.get(image) ?? { tries: 0 };
  retries.set(image, retry);
  if (retry.timer) return;
  retry.tries += 1;
  image.onload = loaded;
  retry.timer = setTimeout(
    () => {
      retry.timer = undefined;
      // The same address again is what makes the browser load it again.
      if (retries.get(image) === retry && image.isConnected) image.setAttribute('src', image.src);
    },
    retryDelay(RETRY_S, retry.tries),
  );
}
