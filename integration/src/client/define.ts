import { loadLazyChunk } from './lazy/load.js';
import { onClick, openPlayer } from './render/click.js';
import { VitrineGallery } from './render/gallery-element.js';
import { onPageEvent } from './render/page-events.js';
import { renderVideo } from './render/render-video.js';
import type { ClearEvent, PositionsKey, RefreshEvent } from './session/names.js';
import { refreshDue } from './session/refresh-timer.js';
import { attempt } from './session/session-cache.js';
import { $videos, type VideoStates } from './session/store.js';
import { attached } from './session/video-element.js';

if (!customElements.get('vitrine-gallery')) {
  addEventListener('click', onClick);
  if (/^#v=/.test(location.hash)) openPlayer();
  attempt(() => localStorage['vitrine-positions' satisfies PositionsKey] && loadLazyChunk());

  $videos.listen((states, before) => {
    for (const video of attached) {
      if (!video.isConnected) attached.delete(video);
      else if (states[video.grant] !== (before as VideoStates)[video.grant]) renderVideo(video);
    }
    refreshDue();
  });

  for (const type of [
    'storage',
    'pageshow',
    'visibilitychange',
    'focus',
    'online',
    'error',
    'pointerdown',
    'click',
    'vitrine-clear' satisfies ClearEvent,
    'vitrine-refresh' satisfies RefreshEvent,
  ]) {
    // `error` of thumbnails and `focus` do not bubble.
    addEventListener(type, onPageEvent, true);
  }

  customElements.define('vitrine-gallery', VitrineGallery);
}
