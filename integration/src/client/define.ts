import { lazyChunk, loadLazyChunk } from './lazy/load.js';
import { onClick, openPlayer } from './render/click.js';
import { VitrineGallery } from './render/gallery-element.js';
import { renderVideo } from './render/render-video.js';
import { onVideoEvent } from './render/video-events.js';
import { forgetIfCleared } from './session/forget.js';
import type { ClearEvent, RefreshEvent } from './session/names.js';
import { refreshDue } from './session/refresh-timer.js';
import { $videos } from './session/store.js';
import { attached } from './session/video-element.js';

if (!customElements.get('vitrine-gallery')) {
  addEventListener('click', onClick);
  addEventListener('input', (event) => loadLazyChunk().then(() => lazyChunk?.filter(event)));
  if (/^#v=/.test(location.hash)) openPlayer();

  $videos.listen((states, before) => {
    for (const video of attached) {
      if (!video.isConnected) attached.delete(video);
      else if (states[video.grant] !== before?.[video.grant]) renderVideo(video);
    }
    refreshDue();
  });

  // A page that was hidden, frozen, asleep or offline may hold sessions that have run out, or were cleared.
  for (const type of [
    'storage',
    'pageshow',
    'visibilitychange',
    'focus',
    'online',
    'vitrine-clear' satisfies ClearEvent,
    'vitrine-refresh' satisfies RefreshEvent,
  ]) {
    addEventListener(type, () => {
      forgetIfCleared(type === 'vitrine-clear');
      refreshDue(type);
    });
  }

  // `load` and `error` of thumbnails do not get as far as the window.
  for (const type of ['load', 'error', 'pointerdown', 'click']) {
    document.addEventListener(type, onVideoEvent, true);
  }

  customElements.define('vitrine-gallery', VitrineGallery);
}
