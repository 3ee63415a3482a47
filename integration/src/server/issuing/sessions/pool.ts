import type { POOL_DEFAULTS } from '../../../contract/defaults.js';
import { MINUTE } from '../../../contract/durations.js';
import type { Session } from './ready-session.js';

export interface PoolLimits {
  /** Ready sessions of one video at most. */
  perVideo: number;
  /** Ready sessions in all. */
  total: number;
  /** Milliseconds a session may wait; the visitor who gets it loses as much of its 24 hours. */
  maxAge: number;
}

/** The limits of a pool, from the site's option of that name. */
export const poolLimits = ({ perVideo, total, maxAgeMinutes }: typeof POOL_DEFAULTS): PoolLimits => ({
  perVideo,
  total,
  maxAge: maxAgeMinutes * MINUTE,
});

/** Ready sessions, each handed out once. In memory only. */
export interface Pool {
  take(videoId: string): Session | undefined;
  /** The one that would be taken next. */
  peek(videoId: string): Session | undefined;
  /** Forgets all of a video, if the next one is still the one that was opened then. */
  drop(videoId: string, openedAt: number): void;
  /** False when the pool is full: the session is dropped. */
  put(session: Session): boolean;
  count(videoId: string): number;
  size(): number;
  clear(): void;
}

/**
 * The sessions of one video in the order they were opened. Two lists instead of one of objects: a pool holds thousands,
 * and what an answer touches is seldom in the processor's cache.
 */
interface Shelf {
  serialized: string[];
  openedAt: number[];
  /** Where the oldest one stands; those before it are gone. */
  first: number;
}

const countOf = ({ openedAt, first }: Shelf): number => openedAt.length - first;

/** A session that seems to be opened so much (milliseconds) later than now is of an unknown age. */
const FROM_THE_FUTURE = MINUTE;

/** Entries left empty in front before the lists are moved up. */
const MOST_EMPTY = 64;

function drop(shelf: Shelf, count: number): void {
  const { serialized, openedAt } = shelf;
  for (const end = shelf.first + count; shelf.first < end; shelf.first++) serialized[shelf.first] = '';
  if (shelf.first < MOST_EMPTY || shelf.first < countOf(shelf)) return;
  serialized.splice(0, shelf.first);
  openedAt.splice(0, shelf.first);
  shelf.first = 0;
}

export function createPool(limits: PoolLimits, now: () => number): Pool {
  const shelves = new Map<string, Shelf>();
  let size = 0;

  function dropFrom(videoId: string, shelf: Shelf, count: number): void {
    drop(shelf, count);
    size -= count;
    if (countOf(shelf) === 0) shelves.delete(videoId);
  }

  function current(videoId: string): Shelf | undefined {
    const shelf = shelves.get(videoId);
    if (shelf) dropOld(videoId, shelf);
    return shelf;
  }

  function dropOld(videoId: string, shelf: Shelf): void {
    const oldest = now() - limits.maxAge;
    const newest = now() + FROM_THE_FUTURE;
    const isFresh = (at: number) => at > oldest && at <= newest;
    if (isFresh(shelf.openedAt[shelf.first] ?? oldest)) return;
    // A clock may step back: those taken already can be younger than those that are left.
    const fresh = shelf.openedAt.findIndex((at, index) => index >= shelf.first && isFresh(at));
    dropFrom(videoId, shelf, fresh < 0 ? countOf(shelf) : fresh - shelf.first);
  }

  function peek(videoId: string): Session | undefined {
    const shelf = current(videoId);
    if (!shelf || countOf(shelf) === 0) return undefined;
    const serialized = shelf.serialized[shelf.first] as string;
    const openedAt = shelf.openedAt[shelf.first] as number;
    return { videoId, serialized, openedAt };
  }

  return {
    peek,
    take(videoId) {
      const session = peek(videoId);
      if (session) dropFrom(videoId, shelves.get(videoId) as Shelf, 1);
      return session;
    },
    drop(videoId, openedAt) {
      const shelf = shelves.get(videoId);
      if (shelf && shelf.openedAt[shelf.first] === openedAt) dropFrom(videoId, shelf, countOf(shelf));
    },
    put({ videoId, serialized, openedAt }) {
      const shelf = current(videoId) ?? { serialized: [], openedAt: [], first: 0 };
      if (size >= limits.total || countOf(shelf) >= limits.perVideo) return false;
      shelves.set(videoId, shelf);
      shelf.serialized.push(serialized);
      shelf.openedAt.push(openedAt);
      size++;
      return true;
    },
    count(videoId) {
      const shelf = current(videoId);
      return shelf ? countOf(shelf) : 0;
    },
    size() {
      for (const [videoId, shelf] of shelves) dropOld(videoId, shelf);
      return size;
    },
    clear() {
      shelves.clear();
      size = 0;
    },
  };
}
