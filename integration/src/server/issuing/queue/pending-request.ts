import type { IssueResult } from '../issue.js';
import type { PageRead } from '../reads/page-read.js';
import type { Reservation } from './reservation.js';

/** One visitor's wait for one video. */
export interface PendingRequest {
  videoId: string;
  /** The page the video should be on; undefined once only a single read will do. */
  page: PageRead | undefined;
  visitor: string;
  /** What all that the visitor asked for with it may still cost. */
  reservation: Reservation;
  /** When it will have waited in vain, on the issuer's clock. */
  until: number;
  /** Failed attempts so far. */
  failures: number;
  /** Those it waits with for one of them, the scout, to come through. */
  party: { scout: PendingRequest } | undefined;
  /** Undefined while it waits; afterwards nobody is interested any more. */
  result: IssueResult | undefined;
  settle: (result: IssueResult) => void;
}

/** Pending requests that no read has been made for yet, in the order they came. */
export interface RequestQueue {
  add(request: PendingRequest): void;
  remove(request: PendingRequest): void;
  /** The one that has waited longest for a video. */
  firstFor(videoId: string): PendingRequest | undefined;
  /**
   * So many of those that may go, of visitors who may, one of each visitor after the other, so that nobody's long page
   * holds up somebody's single video.
   */
  inTurns(
    most: number,
    mayGo: { visitor: (visitor: string) => boolean; request: (request: PendingRequest) => boolean },
  ): PendingRequest[];
  /** The visitor has had a turn: all others come first. */
  hadTurn(visitor: string): void;
  all(): PendingRequest[];
  size(): number;
}

/** Pending requests looked at for each that is wanted. */
const MOST_LOOKS = 4;

type Groups = Map<string, Set<PendingRequest>>;

function addTo(groups: Groups, name: string, request: PendingRequest): void {
  const group = groups.get(name);
  if (group) group.add(request);
  else groups.set(name, new Set([request]));
}

function removeFrom(groups: Groups, name: string, request: PendingRequest): void {
  const group = groups.get(name);
  group?.delete(request);
  if (group?.size === 0) groups.delete(name);
}

export function createRequestQueue(): RequestQueue {
  const waiting = new Set<PendingRequest>();
  const byVideo: Groups = new Map();
  const byVisitor: Groups = new Map();
  return {
    add(request) {
      waiting.add(request);
      addTo(byVideo, request.videoId, request);
      addTo(byVisitor, request.visitor, request);
    },
    remove(request) {
      if (!waiting.delete(request)) return;
      removeFrom(byVideo, request.videoId, request);
      removeFrom(byVisitor, request.visitor, request);
    },
    firstFor: (videoId) => byVideo.get(videoId)?.values().next().value,
    inTurns(most, mayGo) {
      const turns: PendingRequest[] = [];
      let looks = most * MOST_LOOKS;
      let rows = [...byVisitor].flatMap(([visitor, own]) => (mayGo.visitor(visitor) ? [own.values()] : []));
      while (rows.length > 0 && turns.length < most && looks > 0) {
        rows = rows.filter((row) => {
          const { done, value } = row.next();
          if (!done && turns.length < most && looks-- > 0 && mayGo.request(value)) turns.push(value);
          return !done;
        });
      }
      return turns;
    },
    hadTurn(visitor) {
      const own = byVisitor.get(visitor);
      if (!own) return;
      byVisitor.delete(visitor);
      byVisitor.set(visitor, own);
    },
    all: () => [...waiting],
    size: () => waiting.size,
  };
}
