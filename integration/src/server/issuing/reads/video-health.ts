import { LRUCache } from 'lru-cache';
import { MINUTE } from '../../../contract/durations.js';
import { busyFor } from '../failure-kinds.js';
import type { IssueResult } from '../issue.js';
import { sizeCalculation } from '../one-each.js';

/** What is settled by one read (deleted, public) need not be read again for so many milliseconds. */
const SETTLED_FOR = MINUTE;
/** How long visitors are answered without another try, after the first failure and after further ones. */
const VISITORS_WAIT = [15_000, MINUTE] as const;
/** How long the pool leaves a video alone that brought it nothing. */
const REFILLS_WAIT = [MINUTE, 10 * MINUTE] as const;
/** Videos remembered at most; those that had trouble longest ago are forgotten first. */
const MOST_VIDEOS = 20_000;

/** So many other videos that failed in so many milliseconds are more than an odd one here and there. */
const MANY = 3;
const LATELY = 10_000;

interface Trouble {
  /** Tries in a row that brought nothing. */
  inVain: number;
  countedAt: number;
  visitorFailures: number;
  refillFailures: number;
  /** Until when visitors are answered without a try. */
  visitorsFrom: number;
  refillsFrom: number;
  /** The answer, where it is settled; otherwise they are asked to wait. */
  settled: IssueResult | undefined;
  /** Nothing else came through either, so it was hardly the video's fault. Believed once. */
  outage: 'believed' | 'over' | undefined;
}

/**
 * Videos that bring no session although they are asked for: deleted, public, without assets, never exchanged. Each is
 * read a few times at most before it is left alone for a while, however many ask for it.
 */
export interface VideoHealth {
  /** What to answer without a read. */
  answer(videoId: string): IssueResult | undefined;
  /** Whether visitors got nothing last time: one more try is enough then. */
  isTroubled(videoId: string): boolean;
  /** Milliseconds until the pool may be filled up with it. */
  refillIn(videoId: string): number;
  /**
   * So many tries, the first of them at `askedAt`, brought nothing. Gives how many in a row; those of the same time count
   * as one, since the same accident may have met them.
   */
  inVain(videoId: string, tries: number, askedAt: number): number;
  /** Whether its last try brought nothing. */
  isDoubted(videoId: string): boolean;
  /** A read told for certain what to answer. */
  settled(videoId: string, result: IssueResult): void;
  /** Whether other videos fail as well at the moment, so that it is hardly the video's fault. */
  isGeneral(videoId: string): boolean;
  /** A visitor got nothing after all tries. */
  failed(videoId: string, outage: boolean): void;
  /** A read for the pool brought nothing. */
  refillFailed(videoId: string, outage: boolean): void;
  /** It brought a session. */
  recovered(videoId: string): void;
  /** Something came through: what failed in an outage may be tried again. */
  outageOver(): void;
}

export function createVideoHealth(now: () => number): VideoHealth {
  const inOutage = new Set<string>();
  const troubles = new LRUCache<string, Trouble>({
    maxSize: MOST_VIDEOS,
    sizeCalculation,
    dispose: (_trouble, videoId) => inOutage.delete(videoId),
  });
  /** The last videos that failed. */
  let lately: ReadonlyArray<{ videoId: string; at: number }> = [];

  const after = (waits: readonly [number, number], failures: number) => now() + waits[failures > 1 ? 1 : 0];

  /** Milliseconds left of a wait; none where the clock stepped back, so that it seems longer than any can be. */
  function left(until: number, longest: number): number {
    const wait = until - now();
    return wait > longest ? 0 : Math.max(0, wait);
  }

  /** The trouble of a video, to be changed, behind those of all others. */
  function troubleOf(videoId: string): Trouble {
    const trouble = troubles.peek(videoId) ?? {
      inVain: 0,
      countedAt: Number.NEGATIVE_INFINITY,
      visitorFailures: 0,
      refillFailures: 0,
      visitorsFrom: 0,
      refillsFrom: 0,
      settled: undefined,
      outage: undefined,
    };
    troubles.set(videoId, trouble);
    return trouble;
  }

  function refillFailed(videoId: string, outage: boolean): Trouble {
    const trouble = troubleOf(videoId);
    trouble.refillFailures++;
    trouble.refillsFrom = after(REFILLS_WAIT, trouble.refillFailures);
    if (outage && trouble.outage === undefined) {
      trouble.outage = 'believed';
      inOutage.add(videoId);
    }
    return trouble;
  }

  const others = (videoId: string) => lately.filter((failed) => failed.videoId !== videoId);

  return {
    answer(videoId) {
      const trouble = troubles.peek(videoId);
      const wait = trouble ? left(trouble.visitorsFrom, SETTLED_FOR) : 0;
      return wait > 0 ? (trouble?.settled ?? busyFor(wait)) : undefined;
    },
    isTroubled: (videoId) => (troubles.peek(videoId)?.visitorFailures ?? 0) > 0,
    refillIn(videoId) {
      const trouble = troubles.peek(videoId);
      return trouble ? left(trouble.refillsFrom, REFILLS_WAIT[1]) : 0;
    },
    inVain(videoId, tries, askedAt) {
      const trouble = troubleOf(videoId);
      if (askedAt >= trouble.countedAt) {
        trouble.inVain += tries;
        trouble.countedAt = now();
      }
      lately = [...others(videoId), { videoId, at: now() }].slice(-MANY - 1);
      return trouble.inVain;
    },
    isDoubted: (videoId) => (troubles.peek(videoId)?.inVain ?? 0) > 0,
    isGeneral: (videoId) => others(videoId).filter(({ at }) => Math.abs(now() - at) < LATELY).length >= MANY,
    settled(videoId, result) {
      troubles.delete(videoId);
      const until = now() + SETTLED_FOR;
      Object.assign(troubleOf(videoId), { settled: result, visitorsFrom: until, refillsFrom: until });
    },
    failed(videoId, outage) {
      const trouble = refillFailed(videoId, outage);
      trouble.visitorFailures++;
      trouble.visitorsFrom = after(VISITORS_WAIT, trouble.visitorFailures);
      trouble.settled = undefined;
    },
    refillFailed,
    recovered: (videoId) => troubles.delete(videoId),
    outageOver() {
      for (const videoId of inOutage) {
        const trouble = troubles.peek(videoId);
        if (trouble) Object.assign(trouble, { visitorsFrom: 0, refillsFrom: 0, outage: 'over' });
      }
      inOutage.clear();
    },
  };
}
