import { lazyChunk } from '../lazy/load.js';
import { $videos } from '../session/store.js';
import type { VideoElement } from '../session/video-element.js';

/**
 * Makes a `<vitrine-video>` that is attached show its state of this moment; without one it becomes the placeholder that
 * the page came with.
 *
 * Shown as `data-state`: the status, or `failed` for a picture that does not load. A thumbnail that has loaded
 * stays while its session is refreshed; a relayed one is the page's own and stays as well. A session that has run out
 * gives the link back to the watch page.
 */
export function renderVideo(video: VideoElement): void {
  const state = $videos.get()[video.grant];
  const ready = state?.status === 'ready' && state.expiresAt > Date.now() ? state : undefined;
  const shown = ready && (video.failures as number) > 1 ? 'failed' : (state?.status ?? '');
  video.dataset.state = shown;

  /** Without a value: what the page came with. */
  const fill = (selector: string, key: 'href' | 'textContent', value: string | undefined) => {
    const node = video.querySelector<HTMLAnchorElement>(selector);
    if (!node) return;
    node.dataset.was ??= node[key] as string;
    node[key] = value ?? node.dataset.was;
  };
  fill('.vitrine-link:not([links] *)', 'href', ready?.assets.player);
  for (const name of ['title', 'caption'] as const) fill(`.vitrine-${name}`, 'textContent', ready?.[name]);

  let image = video.querySelector<HTMLImageElement>('.vitrine-thumbnail');
  if (ready) {
    if (!image) {
      image = Object.assign(new Image(1280, 720), { className: 'vitrine-thumbnail', alt: '' });
      video.querySelector('.vitrine-frame')?.append(image);
    }
    if (image.naturalWidth) video.failures = undefined;
    else if (image.src !== ready.assets.thumbnail) image.src = ready.assets.thumbnail;
  } else if (!/ready|busy/.test(shown) && image?.getAttribute('src') !== video.getAttribute('relay')) {
    image?.remove();
  }

  lazyChunk?.showStatus(video, shown, state?.dueAt);
}
