import { ask } from './ask.js';
import { later, loadLater } from './load-later.js';
import { $videos } from './videos.js';

/** The dialog, where the gallery says so and the dialog can be had; else the link is followed after all. */
async function open(link?: HTMLAnchorElement): Promise<void> {
  await loadLater();
  if (later) later.openDialog($videos, ask, link);
  else if (link) location.href = link.href;
}

/** A press that means a new tab or a download stays the link's. */
export function followPresses(): void {
  addEventListener('click', (event) => {
    const link = (event.target as Element).closest<HTMLAnchorElement>(
      'vitrine-gallery:not([open=link]) .vitrine-link',
    );
    if (!link || event.defaultPrevented || event.metaKey || event.ctrlKey || event.shiftKey || event.altKey) {
      return;
    }
    event.preventDefault();
    open(link);
  });
  addEventListener('input', (event) => loadLater().then(() => later?.filter(event)));
  if (/^#v=/.test(location.hash)) open();
}
