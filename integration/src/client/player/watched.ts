import type { PositionsKey } from '../session/names.js';

/** How far somebody got in one video, while it plays. */
export interface Progress {
  /** Where it was left, in seconds. */
  seconds(): number;
  at(seconds: number): void;
  /** The length of the video in seconds, once it is known. */
  length(seconds: number): void;
  ended(): void;
  /** Nobody watches any more: what is not kept yet is kept now. */
  leave(): void;
}

/** Where a video was left and how long it is, in seconds, and when that was (milliseconds since the epoch). */
export type Watched = readonly [seconds: number, length: number, at: number];

/** What this browser keeps of all videos together. */
interface Kept {
  /** See choices.ts. */
  choices?: object;
  videos: Record<string, Watched>;
}

const KEY: PositionsKey = 'vitrine-positions';
/** Videos that are kept; the ones watched longest ago go first. */
const MOST = 200;
/** Seconds at the beginning of a video that nobody needs to be brought back to. */
const BEGINNING = 3;
/** The part of a video after which it is over. */
const WATCHED = 0.95;
/** Seconds of the video between two moments at which it is kept. */
const STEP = 5;

const isWatched = (entry: unknown): entry is Watched =>
  Array.isArray(entry) && entry.length === 3 && entry.every(Number.isFinite);

/** Storage may be blocked, or hold what is not ours. */
function read(): Kept {
  try {
    const kept = JSON.parse(localStorage[KEY]) as Kept;
    const videos = Object.entries({ ...kept.videos }).filter(([, entry]) => isWatched(entry));
    return { ...kept, videos: Object.fromEntries(videos) };
  } catch {
    return { videos: {} };
  }
}

function write({ videos, ...rest }: Kept): void {
  const latest = Object.entries(videos)
    .sort(([, [, , a]], [, [, , b]]) => b - a)
    .slice(0, MOST);
  try {
    localStorage[KEY] = JSON.stringify({ ...rest, videos: Object.fromEntries(latest) });
  } catch {
    // A visitor whose storage is full or blocked begins at the beginning.
  }
}

/** Where each video was left, by its id. */
export const watched = (): Readonly<Record<string, Watched>> => read().videos;

/** Keeps how far somebody gets in a video, in this browser only. */
export function keepProgress(id: string, changed: () => void): Progress {
  const [before = 0, lengthBefore = 0] = watched()[id] ?? [];
  let position = before;
  let length = lengthBefore;
  let keptAt = before;

  function keep(): void {
    const kept = read();
    const isOver = length > 0 && position > length * WATCHED;
    if (position >= BEGINNING && !isOver)
      kept.videos[id] = [Math.round(position), Math.round(length), Date.now()];
    else delete kept.videos[id];
    keptAt = position;
    write(kept);
    changed();
  }

  return {
    seconds: () => position,
    at(seconds) {
      position = seconds;
      if (Math.abs(seconds - keptAt) >= STEP) keep();
    },
    length(seconds) {
      if (Number.isFinite(seconds)) length = seconds;
    },
    ended() {
      position = 0;
      keep();
    },
    leave() {
      if (position !== keptAt) keep();
    },
  };
}

/** For as long as it plays, and no longer. */
export function forgetProgress(): Progress {
  let position = 0;
  return {
    seconds: () => position,
    at(seconds) {
      position = seconds;
    },
    length() {},
    ended() {
      position = 0;
    },
    leave() {},
  };
}
