import type { ReadableAtom } from 'nanostores';
import type { Labels } from '../../contract/labels.js';
import { signInOf } from '../render/labels-of.js';
import { showMessage } from '../render/show-message.js';
import type { VideoState, VideoStates } from '../session/store.js';
import type { VideoElement } from '../session/video-element.js';
import { createAttempts, type Halt } from './attempts.js';
import { type Item, plainSources } from './gallery-items.js';
import type { PlayerHost } from './player-host.js';
import { createReturn } from './return.js';
import type { Sources } from './sources.js';
import type { Progress } from './watched.js';

export interface Playback {
  /** Shows another video: its message until it has a session, then its player. */
  show(item: Item): void;
  /** Goes back to the first second. */
  restart(): void;
  stop(): void;
}

export interface PlaybackDependencies {
  $videos: ReadableAtom<VideoStates>;
  requestSession: (video: VideoElement) => void;
  host: PlayerHost;
  labels: Labels;
  /** Where each video was left. */
  progressOf: (item: Item) => Progress;
  /** Told when `clear()` has taken the session away; the host is empty by then. */
  ended: () => void;
  /** Told what is known of the video, whenever that changes. */
  changed?: (item: Item, sources: Sources | undefined) => void;
  /** Told where a video begins. */
  started?: (from: number) => void;
}

/**
 * Brings a video and its session together in a player host: asks where there is none, waits where the service is busy,
 * and plays as soon as it can. Once it plays, nothing interrupts it but `clear()`, in whichever tab. A player that fails
 * is replaced, with a fresh session where it ended, and goes on at the same second. It ends with the page that the video
 * is on.
 */
export function createPlayback(dependencies: PlaybackDependencies): Playback {
  const { $videos, requestSession, host, labels, progressOf, ended, changed, started } = dependencies;
  let item: Item | undefined;
  let progress: Progress | undefined;
  /** Nothing happens by itself: the visitor, or a moment that was chosen, makes it go on. */
  let isHalted = false;
  /** Whether anything was ever known of its session. */
  let isKnown = false;
  /** The player address of a session that was refused. */
  let refused: string | undefined;
  let timer: ReturnType<typeof setTimeout> | undefined;
  const comingBack = createReturn(goOn);
  const attempts = createAttempts({
    host,
    labels,
    comingBack,
    started: (from) => started?.(from),
    refused(sources) {
      refused = sources.player;
      update();
    },
    halted: halt,
  });

  function update(): void {
    if (!item) return;
    if (!item.link.isConnected) {
      stop();
      return;
    }
    const state = item.video ? $videos.get()[item.video.getAttribute('grant') ?? ''] : undefined;
    if (isKnown && !state) {
      stop();
      ended();
      return;
    }
    isKnown = Boolean(state);
    const sources = item.video ? sourcesOf(state) : plainSources(item);
    changed?.(item, sources);
    if (attempts.isUnderWay() || isHalted) return;
    clearTimeout(timer);
    if (sources && progress && sources.player !== refused) attempts.begin(item, progress, sources);
    else wait(item, state);
  }

  /** Says why it does not play, and lets the visitor try again; by itself where the reason may pass. */
  function halt(status: Halt): void {
    isHalted = true;
    const mayPass = status === 'offline' || status === 'interrupted';
    const dueAt = mayPass ? comingBack.begin() : undefined;
    say(status, dueAt, goOn);
  }

  /** Begins again with what is known by now, where it was left. */
  function goOn(): void {
    comingBack.cancel();
    attempts.drop();
    attempts.forgive();
    isHalted = false;
    update();
  }

  function wait({ video }: Item, state: VideoState | undefined): void {
    const isBusy = state?.status === 'ready' && state.tries;
    const status = isBusy ? 'busy' : state && state.status !== 'ready' ? state.status : 'loading';
    say(status, state?.dueAt, status === 'error' ? again : undefined);
    if (!video) return;
    if (status === 'loading') ask(video);
    else if (state && state.dueAt < Infinity) timer = setTimeout(ask, state.dueAt - Date.now(), video);
  }

  function again(): void {
    if (item?.video) ask(item.video);
  }

  function ask(video: VideoElement): void {
    if (refused) video.failures = 1;
    requestSession(video);
  }

  function say(status: string, dueAt: number | undefined, retry: (() => void) | undefined): void {
    const { link } = item as Item;
    host.wait(
      link.querySelector('img'),
      (message) => showMessage(message, status, labels, signInOf(link), dueAt),
      retry,
    );
  }

  const stopFollowing = $videos.listen(update);
  const leave = () => progress?.leave();
  addEventListener('pagehide', leave);

  function stop(): void {
    clearTimeout(timer);
    comingBack.cancel();
    leave();
    removeEventListener('pagehide', leave);
    attempts.drop();
    stopFollowing();
    host.clear();
  }

  return {
    show(next) {
      leave();
      comingBack.reset();
      item = next;
      progress = progressOf(next);
      attempts.drop();
      attempts.forgive();
      refused = undefined;
      isHalted = isKnown = false;
      update();
    },
    restart() {
      progress?.at(0);
      host.seek(0);
    },
    stop,
  };
}

function sourcesOf(state: VideoState | undefined): Sources | undefined {
  if (state?.status !== 'ready' || state.expiresAt <= Date.now()) return undefined;
  const { chapters, assets } = state;
  const { thumbnail, ...sources } = assets;
  return { ...sources, poster: thumbnail, ...(chapters && { chapters }) };
}
