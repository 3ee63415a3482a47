import type { ReadableAtom } from 'nanostores';
import { labelsOf } from '../render/labels-of.js';
import type { VideoStates } from '../session/store.js';
import type { VideoElement } from '../session/video-element.js';
import { isPushed, pushVideo, replaceVideo } from './address.js';
import { createDialogView } from './dialog-view.js';
import { type Item, itemOf, itemsAround, wordsOf } from './gallery-items.js';
import { createPlayback } from './playback.js';
import { createPlayerHost } from './player-host.js';
import { settingsOf } from './player-settings.js';
import { progressOf } from './progress-of.js';
import type { Sources } from './sources.js';

export type DialogController = ReturnType<typeof createDialogController>;

/** The dialog over one gallery, from the click that opens it until it is closed. */
export function createDialogController(
  $videos: ReadableAtom<VideoStates>,
  requestSession: (video: VideoElement) => void,
  opener: HTMLAnchorElement,
  closed: () => void,
) {
  const items = itemsAround(opener);
  const labels = labelsOf(opener);
  const view = createDialogView(labels, {
    close,
    step: (by) => move(index() + by),
    restart() {
      view.beginning.hidden = true;
      playback.restart();
    },
  });
  const playback = createPlayback({
    $videos,
    requestSession,
    host: createPlayerHost(view.host, labels, settingsOf(opener)),
    labels,
    progressOf,
    ended: leave,
    changed: describe,
    started(from) {
      view.beginning.hidden = from === 0;
    },
  });
  let item = itemOf(opener);
  /** Whether the Back button leads to the page without the dialog. */
  let pushed = false;

  const index = () => items.findIndex(({ link }) => link === item.link);

  /** @param from `click`: adds an entry to the history; `history`: is one; `address`: the page began with it. */
  function open(from: 'click' | 'history' | 'address'): void {
    pushed = from !== 'address' || isPushed();
    document.body.append(view.dialog);
    if (from === 'click') pushVideo(item.id);
    view.dialog.showModal();
    show();
  }

  function move(to: number): void {
    const target = items[to];
    if (!target) return;
    item = target;
    replaceVideo(item.id);
    show();
  }

  /** Shows the video that the history names now; closes where it is none of these. */
  function moveTo(id: string): void {
    const target = items.find((candidate) => candidate.id === id);
    if (!target) end();
    else if (target.id !== item.id) {
      item = target;
      show();
    }
  }

  function show(): void {
    const at = index();
    view.position.textContent = labels.place
      .replace('{number}', `${at + 1}`)
      .replace('{count}', `${items.length}`);
    view.position.hidden = items.length < 2;
    for (const [button, isEnd] of [
      [view.previous, at <= 0],
      [view.next, at >= items.length - 1],
    ] as const) {
      button.hidden = items.length < 2;
      button.ariaDisabled = `${isEnd}`;
    }
    playback.show(item);
  }

  /** What the dialog says of the video that is shown. */
  function describe(shown: Item, sources: Sources | undefined): void {
    const { title, caption } = wordsOf(shown);
    view.title.textContent = title;
    view.caption.textContent = caption;
    view.download.hidden = !sources?.mp4;
    if (sources?.mp4) view.download.href = downloadUrl(sources.mp4);
  }

  /** Closes by the visitor's wish: the address follows. */
  function close(): void {
    if (pushed) history.back();
    else leave();
  }

  /** Closes at once, without a way back through the history. */
  function leave(): void {
    replaceVideo();
    end();
  }

  /** Closes because the address has changed. The focus goes to the card of the video seen last. */
  function end(): void {
    playback.stop();
    view.dialog.close();
    view.dialog.remove();
    const { link } = item;
    link.focus();
    // The way back to an address with a fragment of its own, as a skip link leaves, takes the focus off once more.
    setTimeout(() => document.activeElement === document.body && link.focus());
    closed();
  }

  return { open, end, moveTo, isOpen: () => view.dialog.isConnected };
}

/** `dl=1` makes api.video send the file as a download (api-video.md, "Assets"). */
function downloadUrl(mp4: string): string {
  const url = new URL(mp4);
  url.searchParams.set('dl', '1');
  return url.href;
}
