import { VitrineVideo } from './element.js';
import { forgetIfCleared } from './forget.js';
import type { ClearEvent, RefreshEvent } from './names.js';
import { askDue, placed } from './placed.js';
import { followPresses } from './press.js';
import { $videos } from './videos.js';

const NAME = 'vitrine-video';

type PageEvent = keyof WindowEventMap | 'visibilitychange' | ClearEvent | RefreshEvent;
const EVENTS: PageEvent[] = [
  'storage',
  'pageshow',
  'visibilitychange',
  'focus',
  'online',
  'vitrine-clear',
  'vitrine-refresh',
];

if (!customElements.get(NAME)) {
  followPresses();

  $videos.listen((states, before) => {
    for (const video of placed) {
      if (states[video.grant] !== before?.[video.grant]) video.render();
    }
    askDue();
  });

  // A page that was hidden, frozen, asleep or offline may hold sessions that have run out, or were cleared.
  for (const type of EVENTS) {
    addEventListener(type, () => {
      forgetIfCleared(type === 'vitrine-clear');
      askDue(type);
    });
  }

  // Thumbnails report by `load`, which never gets as far as the window, and `error`; before a press is followed, its
  // link is checked once more.
  for (const type of ['load', 'error', 'pointerdown', 'click']) {
    document.addEventListener(
      type,
      (event) => (event.target as Element).closest?.<VitrineVideo>(NAME)?.hear(event),
      true,
    );
  }

  customElements.define(NAME, VitrineVideo);
}
