import type { ReadableAtom } from 'nanostores';
import { labelsOf } from '../render/labels-of.js';
import type { VideoStates } from '../session/store.js';
import type { VideoElement } from '../session/video-element.js';
import { itemOf } from './gallery-items.js';
import { make } from './make.js';
import { createPlayback } from './playback.js';
import { createPlayerHost } from './player-host.js';
import { settingsOf } from './player-settings.js';
import { progressOf } from './progress-of.js';

/** Plays a video where its card is: the player takes the frame's place, the title stays below it. `clear()` gives it back. */
export function playInPlace(
  $videos: ReadableAtom<VideoStates>,
  requestSession: (video: VideoElement) => void,
  link: HTMLAnchorElement,
): void {
  const before = link.previousElementSibling;
  if (before instanceof HTMLElement && before.matches('.vitrine-in-place')) {
    before.focus();
    return;
  }
  const labels = labelsOf(link);
  const element = make('div', 'vitrine-stage vitrine-in-place');
  element.tabIndex = -1;
  link.before(element);
  const frame = link.querySelector('.vitrine-frame');
  const showFrame = () => {
    element.remove();
    frame?.removeAttribute('hidden');
  };
  frame?.setAttribute('hidden', '');
  createPlayback({
    $videos,
    requestSession,
    host: createPlayerHost(element, labels, settingsOf(link)),
    labels,
    progressOf,
    ended: showFrame,
  }).show(itemOf(link));
  element.focus();
}
