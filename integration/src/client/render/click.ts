import { later, loadLater } from '../lazy/load.js';
import { requestSession } from '../session/request-session.js';
import { $videos } from '../session/store.js';

/** The dialog on the video of a link, else on the one that the address names; where it cannot be had the link is followed. */
export const open = (link?: HTMLAnchorElement): Promise<void> =>
  loadLater().then(() => {
    if (later) later.openDialog($videos, requestSession, link);
    else if (link) location.href = link.href;
  });

/** Opens the dialog, where the gallery says so. A press that means a new tab or a download stays the link's. */
export function press(event: MouseEvent): void {
  const link = (event.target as Element).closest<HTMLAnchorElement>(
    'vitrine-gallery:not([open=link]) .vitrine-link',
  );
  if (!link || event.defaultPrevented || event.metaKey || event.ctrlKey || event.shiftKey || event.altKey) {
    return;
  }
  event.preventDefault();
  open(link);
}
