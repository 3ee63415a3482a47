import type { ReadableAtom } from 'nanostores';
import type { Labels } from '../../contract/labels.js';
import { signInOf } from '../render/labels-of.js';
import { showMessage } from '../render/show-message.js';
import type { VideoState, VideoStates } from '../session/store.js';
import type { VideoElement } from '../session/video-element.js';
import { type Item, plainSources, wordsOf } from './gallery-items.js';
import type { PlayerHost, Sources } from './player-host.js';

export interface Playback {
  /** Shows another video: its message until it has a session, then its player. */
  show(item: Item): void;
  stop(): void;
}

/**
 * Brings a video and its session together in a player host: asks where there is none, waits where the service is busy,
 * and plays as soon as it can. Once it plays, nothing interrupts it but `clear()`, in whichever tab. It ends with the
 * page that the video is on.
 *
 * @param ended Told when `clear()` has taken the session away; the host is empty by then.
 * @param changed Told what is known of the video, whenever that changes.
 */
export function createPlayback(
  $videos: ReadableAtom<VideoStates>,
  requestSession: (video: VideoElement) => void,
  host: PlayerHost,
  labels: Labels,
  ended: () => void,
  changed: (item: Item, sources: Sources | undefined) => void = () => {},
): Playback {
  let item: Item | undefined;
  let playing = false;
  /** Whether anything was ever known of its session. */
  let known = false;
  let retry: ReturnType<typeof setTimeout> | undefined;

  function update(): void {
    if (!item) return;
    if (!item.link.isConnected) {
      stop();
      return;
    }
    const state = item.video ? $videos.get()[item.video.getAttribute('grant') ?? ''] : undefined;
    if (known && !state) {
      stop();
      ended();
      return;
    }
    known = Boolean(state);
    const sources = item.video ? sourcesOf(state) : plainSources(item);
    changed(item, sources);
    if (playing) return;
    clearTimeout(retry);
    if (sources) play(item, sources);
    else wait(item, state);
  }

  function play(shown: Item, sources: Sources): void {
    playing = true;
    const { title } = wordsOf(shown);
    const isNative = shown.link.closest('[player=native]') && (sources.hls ?? sources.mp4);
    if (isNative) host.native(sources, title);
    else host.embed(sources, title);
  }

  function wait({ video, link }: Item, state: VideoState | undefined): void {
    const status = state && state.status !== 'ready' ? state.status : 'loading';
    host.wait(link.querySelector('img'), (message) =>
      showMessage(message, status, labels, signInOf(link), state?.dueAt),
    );
    if (!video) return;
    if (!state || state.status === 'ready') requestSession(video);
    else if (state.dueAt < Infinity) retry = setTimeout(requestSession, state.dueAt - Date.now(), video);
  }

  const stopFollowing = $videos.listen(update);

  function stop(): void {
    clearTimeout(retry);
    stopFollowing();
    host.clear();
  }

  return {
    show(next) {
      item = next;
      playing = known = false;
      update();
    },
    stop,
  };
}

function sourcesOf(state: VideoState | undefined): Sources | undefined {
  if (state?.status !== 'ready' || state.expiresAt <= Date.now()) return undefined;
  const { thumbnail, ...sources } = state.assets;
  return { ...sources, poster: thumbnail };
}
