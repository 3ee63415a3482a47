import type { ReadableAtom } from 'nanostores';
import type { Askable } from '../ask.js';
import { labelsOf, signInOf } from '../labels.js';
import { showMessage } from '../message.js';
import type { ReadyState, VideoState, VideoStates } from '../videos.js';
import { pushVideo, replaceVideo } from './address.js';
import { type Item, itemOf, itemsAround, wordsOf } from './items.js';
import { createStage, type Sources } from './stage.js';
import { createView } from './view.js';

export type Theatre = ReturnType<typeof createTheatre>;

/** The dialog over one gallery, from the press that opens it until it is closed. */
export function createTheatre(
  $videos: ReadableAtom<VideoStates>,
  ask: (video: Askable) => void,
  opener: HTMLAnchorElement,
  closed: () => void,
) {
  const items = itemsAround(opener);
  const gallery = opener.closest('[open=dialog]');
  const labels = labelsOf(opener);
  const view = createView(labels, { close, step: (by) => move(position() + by) });
  const stage = createStage(view.stage, labels);
  let item = itemOf(opener);
  /** Whether the Back button leads to the page without the dialog. */
  let pushed = false;
  let playing = false;
  let retry: ReturnType<typeof setTimeout> | undefined;

  const position = () => items.findIndex(({ link }) => link === item.link);

  /** @param from `press`: adds an entry to the history; `history`: is one; `address`: the page began with it. */
  function open(from: 'press' | 'history' | 'address'): void {
    pushed = from !== 'address';
    document.body.append(view.dialog);
    if (from === 'press') pushVideo(item.id);
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

  /** Shows the video that the history names now. */
  function moveTo(id: string): void {
    const target = items.find((candidate) => candidate.id === id);
    if (!target || target.id === item.id) return;
    item = target;
    show();
  }

  function show(): void {
    playing = false;
    const at = position();
    view.place.textContent = labels.place
      .replace('{number}', `${at + 1}`)
      .replace('{count}', `${items.length}`);
    view.place.hidden = items.length < 2;
    for (const [button, isEnd] of [
      [view.previous, at <= 0],
      [view.next, at >= items.length - 1],
    ] as const) {
      button.hidden = items.length < 2;
      button.ariaDisabled = `${isEnd}`;
    }
    update();
  }

  /** Follows the session of the video that is shown; once it plays, nothing interrupts it. */
  function update(): void {
    const { title, caption } = wordsOf(item);
    view.title.textContent = title;
    view.caption.textContent = caption;
    if (playing) return;
    const state = item.video ? $videos.get()[item.video.grant] : undefined;
    const sources = item.video ? sourcesOf(state) : { player: item.link.href };
    view.download.hidden = !sources?.mp4;
    if (sources?.mp4) view.download.href = downloadUrl(sources.mp4);
    if (sources) play(sources, title);
    else wait(item, state);
  }

  function play(sources: Sources, title: string): void {
    playing = true;
    const isNative = gallery?.getAttribute('player') === 'native' && (sources.hls ?? sources.mp4);
    if (isNative) stage.native(sources, title);
    else stage.embed(sources, title);
  }

  function wait({ video, link }: Item, state: VideoState | undefined): void {
    const status = state && state.status !== 'ready' ? state.status : 'loading';
    stage.wait(link.querySelector('img'), (message) =>
      showMessage(message, status, labels, signInOf(link), state?.dueAt),
    );
    clearTimeout(retry);
    if (!video) return;
    if (!state || state.status === 'ready') ask(video);
    else if (state.dueAt < Infinity) retry = setTimeout(ask, state.dueAt - Date.now(), video);
  }

  const stopFollowing = $videos.listen(update);

  /** Closes by the visitor's wish: the address follows. */
  function close(): void {
    if (pushed) history.back();
    else {
      replaceVideo();
      end();
    }
  }

  /** Closes because the address has changed. The focus goes to the card of the video seen last. */
  function end(): void {
    clearTimeout(retry);
    stopFollowing();
    stage.clear();
    view.dialog.close();
    view.dialog.remove();
    item.link.focus();
    closed();
  }

  return { open, end, moveTo, isOpen: () => view.dialog.isConnected };
}

function sourcesOf(state: VideoState | undefined): Sources | undefined {
  if (state?.status !== 'ready' || state.expiresAt <= Date.now()) return undefined;
  const { player, hls, mp4, thumbnail } = (state as ReadyState).assets;
  return { player, hls, poster: thumbnail, ...(mp4 ? { mp4 } : {}) };
}

/** `dl=1` makes api.video send the file as a download (apivideo-contract 9.7). */
function downloadUrl(mp4: string): string {
  const url = new URL(mp4);
  url.searchParams.set('dl', '1');
  return url.href;
}
