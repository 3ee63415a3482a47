import type { Labels } from '../../contract/labels.js';
import { type Diagnosis, diagnose } from './diagnose.js';
import { type Item, wordsOf } from './gallery-items.js';
import { nextStep, type Step, type Way, waysOf } from './next-step.js';
import type { PlayerHost } from './player-host.js';
import type { PlayerReport } from './player-report.js';
import { framesNeedTheirOwnPress } from './press.js';
import type { Return } from './return.js';
import type { Sources } from './sources.js';
import type { Progress } from './watched.js';

/** How long (milliseconds) a player may be silent before the visitor is offered another. */
const SILENCE_MS = 2000;
/** A video that got on by so much (seconds) plays. */
const PLAYS = 1;
/** After so much (seconds) a session that ends may be renewed once more. */
const LASTS = 10;

/** What is said where nothing plays. */
export type Halt = Exclude<Step, 'renew' | 'change' | 'wait'> | 'offline' | 'interrupted';

export interface AttemptsDependencies {
  host: PlayerHost;
  labels: Labels;
  comingBack: Return;
  /** Told where a video begins. */
  started: (from: number) => void;
  /** The session of these addresses was refused, for the first time. */
  refused: (sources: Sources) => void;
  /** Nothing more can be done by itself. */
  halted: (status: Halt) => void;
}

/** One try to play a video. */
interface Attempt {
  item: Item;
  progress: Progress;
  sources: Sources;
  /** The way it plays, and what else could be tried. */
  ways: readonly Way[];
  from: number;
  /** Whether its player has said anything. */
  isAlive?: boolean;
}

/** Whether the last video on this page played in the browser's own player: the next one begins there. */
let playedNatively: boolean | undefined;

export type Attempts = ReturnType<typeof createAttempts>;

/** Plays a video by the ways there are, one after the other, and finds out why one of them does not get on. */
export function createAttempts(dependencies: AttemptsDependencies) {
  const { host, labels, comingBack, started, refused, halted } = dependencies;
  let attempt: Attempt | undefined;
  let isRenewed = false;
  let timer: ReturnType<typeof setTimeout> | undefined;

  function play({ item, progress, sources }: Omit<Attempt, 'ways' | 'from'>, ways: readonly Way[]): void {
    const from = progress.seconds();
    const me: Attempt = { item, progress, sources, ways, from };
    attempt = me;
    clearTimeout(timer);
    started(from);
    host.play(ways[0] as Way, sources, wordsOf(item).title, from, reportOf(me));
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
        if (seconds > 0) me.progress.at(seconds);
      }),
      length: whileCurrent((seconds) => {
        me.progress.length(seconds);
        if (seconds > 0 && me.from >= seconds) restart(me);
      }),
      ended: whileCurrent(() => me.progress.ended()),
      alive: whileCurrent(() => {
        me.isAlive = true;
        clearTimeout(timer);
        host.hush();
      }),
      stalled: whileCurrent(() => check(me, 'stalled')),
      failed: whileCurrent(() => check(me, 'failed')),
    };
  }

  /** It was left further on, in a longer video that this one has replaced. */
  function restart(me: Attempt): void {
    me.progress.at(0);
    play(me, me.ways);
  }

  /** The page is not told why a player says nothing: its host may be blocked, or its session refused. */
  function silent(me: Attempt): void {
    const [, ...others] = me.ways;
    const change = () => {
      playedNatively = true;
      play(me, others);
    };
    if (others.length > 0) host.sayOver(labels.otherPlayer, change);
    check(me, 'silent');
  }

  /** Finds out why a video does not play, and goes on from there. */
  async function check(me: Attempt, trouble: 'failed' | 'stalled' | 'silent'): Promise<void> {
    const at = me.progress.seconds();
    const diagnosis = await diagnose(me.sources);
    if (me !== attempt) return;
    if (trouble === 'stalled' && diagnosis !== 'ended') {
      if (at === me.progress.seconds()) unblock(me, diagnosis);
      return;
    }
    // It is only slow, or its host is blocked: the visitor knows better.
    if (trouble === 'silent' && (diagnosis === 'playable' || (me.isAlive && diagnosis !== 'ended'))) return;
    const step = nextStep({
      diagnosis,
      isPrivate: me.item.video !== null,
      isRenewed,
      isLast: me.ways.length < 2,
    });
    if (step === 'change') play(me, me.ways.slice(1));
    else if (step === 'renew') {
      isRenewed = true;
      attempt = undefined;
      refused(me.sources);
    } else halt(step === 'wait' ? (diagnosis === 'offline' ? 'offline' : 'interrupted') : step);
  }

  /**
   * A player that has come to a halt without giving up may find its way back. It is started anew when the connection
   * has come back before it has, and where nothing but itself is in its way: once, since it may only be slow.
   */
  function unblock(me: Attempt, diagnosis: Diagnosis): void {
    if (diagnosis !== 'playable') {
      if (diagnosis === 'offline') host.sayOver(labels.offline);
      comingBack.begin();
    } else if (me.ways[0] !== 'embed' && me.from !== me.progress.seconds()) play(me, me.ways);
  }

  function halt(status: Halt): void {
    attempt = undefined;
    halted(status);
  }

  return {
    isUnderWay: () => attempt !== undefined,
    /** Plays it where it was left, in the way that is most likely to work. */
    begin(item: Item, progress: Progress, sources: Sources): void {
      const isNative = framesNeedTheirOwnPress || item.link.closest('[player=native]') !== null;
      play({ item, progress, sources }, waysOf(sources, playedNatively ?? isNative));
    },
    /** What its player says from now on is not heard. */
    drop(): void {
      clearTimeout(timer);
      attempt = undefined;
    },
    /** A session may be renewed once more. */
    forgive(): void {
      isRenewed = false;
    },
  };
}
