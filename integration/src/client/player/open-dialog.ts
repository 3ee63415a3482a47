import type { ReadableAtom } from 'nanostores';
import type { VideoStates } from '../session/store.js';
import type { VideoElement } from '../session/video-element.js';
import { followHistory, videoInAddress } from './address.js';
import { createDialogController, type DialogController } from './dialog-controller.js';
import { linkTo } from './gallery-items.js';
import { playInPlace } from './play-in-place.js';

let controller: DialogController | undefined;
let reopen: ((id: string) => void) | undefined;

/**
 * Opens the dialog on the video of a link, or on the one that the address names. Where the gallery says
 * `open="place"`, the link's video plays in the place of its card instead.
 *
 * It holds nothing of the store: states and the request for a session are passed in.
 */
export function openDialog(
  $videos: ReadableAtom<VideoStates>,
  requestSession: (video: VideoElement) => void,
  link?: HTMLAnchorElement,
): void {
  // A browser too old to ask for sessions (docs/browsers.md) follows the link instead.
  if (link && !('groupBy' in Map)) {
    location.href = link.href;
    return;
  }
  const open = (opener: HTMLAnchorElement | undefined, from: 'click' | 'history' | 'address') => {
    if (!opener) return;
    if (opener.closest('[open=place]')) {
      playInPlace($videos, requestSession, opener);
      return;
    }
    controller?.end();
    controller = createDialogController($videos, requestSession, opener, () => {
      controller = undefined;
    });
    controller.open(from);
  };

  if (!reopen) {
    reopen = (id) => open(linkTo(id), 'history');
    followHistory(follow);
  }
  open(link ?? linkTo(videoInAddress() ?? ''), link ? 'click' : 'address');
}

function follow(id: string | undefined): void {
  // A client-side navigation has taken the dialog away with its page.
  if (controller && !controller.isOpen()) controller.end();
  if (!id) controller?.end();
  else if (controller) controller.moveTo(id);
  else reopen?.(id);
}
