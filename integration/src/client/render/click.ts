import { loadLazyChunk } from '../lazy/load.js';
import { requestSession } from '../session/request-session.js';
import { $videos } from '../session/store.js';

/** Opens the dialog on the video of a link, else on the one that the address names; without the lazy chunk the link is followed. */
export const openPlayer = (link?: HTMLAnchorElement): Promise<void> =>
  loadLazyChunk().then((lazyChunk) => {
    if (lazyChunk) lazyChunk.openDialog($videos, requestSession, link);
    else if (link) location.href = link.href;
  });

/** Opens the dialog, where the gallery says so. A click that means a new tab or a download stays the link's. */
export function onClick(event: MouseEvent): void {
  const link = (event.target as Element).closest<HTMLAnchorElement>(
    'vitrine-gallery:not([open=link]) .vitrine-link',
  );
  if (!link || event.defaultPrevented || event.metaKey || event.ctrlKey || event.shiftKey || event.altKey) {
    return;
  }
  event.preventDefault();
  openPlayer(link);
}
