import type { ReadableAtom } from 'nanostores';
import type { Labels } from '../../contract/labels.js';
import { signInOf } from '../render/labels-of.js';
import { showMessage } from '../render/show-message.js';
import type { VideoState, VideoStates } from '../session/store.js';
import type { VideoElement } from '../session/video-element.js';
import { type Diagnosis, diagnose } from './diagnose.js';
import { type Item, plainSources, wordsOf } from './gallery-items.js';
import { nextStep, type Way, waysOf } from './next-step.js';
import type { PlayerHost } from './player-host.js';
import type { PlayerReport } from './player-report.js';
import { framesNeedTheirOwnPress } from './press.js';
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

/** How long (milliseconds) a player may be silent before the visitor is offered another. */
const SILENCE_MS = 2000;
/** A video that got on by so much (seconds) plays. */
const PLAYS = 1;
/** After so much (seconds) a session that ends may be renewed once more. */
const LASTS = 10;

/** One try to play a video. */
interface Attempt {
  sources: Sources;
  /** The way it plays, and what else could be tried. */
  ways: readonly Way[];
  from: number;
  /** Whether its player has said anything. */
  isAlive?: boolean;
}

/** Whether the last video on this page played in the browser's own player: the next one begins there. */
let playedNatively: boolean | undefined;

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
  let attempt: Attempt | undefined;
  /** Nothing happens by itself: the visitor, or a moment that was chosen, makes it go on. */
  let isHalted = false;
  /** Whether anything was ever known of its session. */
  let isKnown = false;
  let isRenewed = false;
  /** The player address of a session that was refused. */
  let refused: string | undefined;
  let timer: ReturnType<typeof setTimeout> | undefined;
  const comingBack = createReturn(goOn);

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
    if (attempt || isHalted) return;
    clearTimeout(timer);
    if (sources && sources.player !== refused) play(sources, waysFor(item, sources));
    else wait(item, state);
  }

  function waysFor({ link }: Item, sources: Sources): Way[] {
    const isNative = framesNeedTheirOwnPress || link.closest('[player=native]') !== null;
    return waysOf(sources, playedNatively ?? isNative);
  }

  function play(sources: Sources, ways: readonly Way[]): void {
    const { title } = wordsOf(item as Item);
    const from = progress?.seconds() ?? 0;
    const me: Attempt = { sources, ways, from };
    attempt = me;
    clearTimeout(timer);
    started?.(from);
    host.play(ways[0] as Way, sources, title, from, reportOf(me));
    if (ways[0] === 'embed') timer = setTimeout(silent, SILENCE_MS, me);
  }

  function reportOf(me: Attempt): PlayerReport {
    const whileCurrent =
      <A extends unknown[]>(act: (...given: A) => void) =>
      (...given: A) => {
        if (me === attempt) act(...given);
      };
    return {
      at: whileCurrent((seconds) => {
        const distance = Math.abs(seconds - me.from);
        if (distance > PLAYS) {
          playedNatively = me.ways[0] !== 'embed';
          comingBack.reset();
          host.hush();
        }
        if (distance > LASTS) isRenewed = false;
        if (seconds > 0) progress?.at(seconds);
      }),
      length: whileCurrent((seconds) => progress?.length(seconds)),
      ended: whileCurrent(() => progress?.ended()),
      alive: whileCurrent(() => {
        me.isAlive = true;
        clearTimeout(timer);
        host.hush();
      }),
      stalled: whileCurrent(() => check(me, 'stalled')),
      failed: whileCurrent(() => check(me, 'failed')),
    };
  }

  /** The page is not told why a player says nothing: its host may be blocked, or its session refused. */
  function silent(me: Attempt): void {
    const [, ...others] = me.ways;
    const change = () => {
      playedNatively = true;
      play(me.sources, others);
    };
    if (others.length > 0) host.sayOver(labels.otherPlayer, change);
    check(me, 'silent');
  }

  /** Finds out why a video does not play, and goes on from there. */
  async function check(me: Attempt, trouble: 'failed' | 'stalled' | 'silent'): Promise<void> {
    const at = progress?.seconds();
    const diagnosis = await diagnose(me.sources);
    if (me !== attempt || !item) return;
    const { video } = item;
    if (trouble === 'stalled' && diagnosis !== 'ended') {
      if (at === progress?.seconds()) unblock(me, diagnosis);
      return;
    }
    // It is only slow, or its host is blocked: the visitor knows better.
    if (trouble === 'silent' && (diagnosis === 'playable' || (me.isAlive && diagnosis !== 'ended'))) return;
    const step = nextStep({
      diagnosis,
      isPrivate: video !== null,
      isRenewed,
      isLast: me.ways.length < 2,
    });
    if (step === 'change') play(me.sources, me.ways.slice(1));
    else if (step === 'renew') renew(me);
    else halt(step === 'wait' ? (diagnosis === 'offline' ? 'offline' : 'interrupted') : step);
  }

  /**
   * A player that has come to a halt without giving up may find its way back. It is started anew when the connection
   * has come back before it has, and where nothing but itself is in its way: once, since it may only be slow.
   */
  function unblock(me: Attempt, diagnosis: Diagnosis): void {
    if (diagnosis !== 'playable') {
      if (diagnosis === 'offline') host.sayOver(labels.offline);
      comingBack.begin();
    } else if (me.ways[0] !== 'embed' && me.from !== progress?.seconds()) play(me.sources, me.ways);
  }

  function renew({ sources }: Attempt): void {
    isRenewed = true;
    refused = sources.player;
    attempt = undefined;
    update();
  }

  /** Says why it does not play, and lets the visitor try again; by itself where the reason may pass. */
  function halt(status: 'offline' | 'interrupted' | 'gone' | 'error' | 'unplayable'): void {
    attempt = undefined;
    isHalted = true;
    const mayPass = status === 'offline' || status === 'interrupted';
    const dueAt = mayPass ? comingBack.begin() : undefined;
    say(status, dueAt, goOn);
  }

  /** Begins again with what is known by now, where it was left. */
  function goOn(): void {
    comingBack.cancel();
    attempt = undefined;
    isHalted = false;
    isRenewed = false;
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
    attempt = undefined;
    stopFollowing();
    host.clear();
  }

  return {
    show(next) {
      leave();
      comingBack.reset();
      item = next;
      progress = progressOf(next);
      attempt = undefined;
      refused = undefined;
      isHalted = isKnown = isRenewed = false;
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
  const { thumbnail, ...sources } = state.assets;
  return { ...sources, poster: thumbnail };
}
