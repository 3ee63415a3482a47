import type { IssueResult } from '../issue.js';
import type { PageRead } from '../reads/page-read.js';
import type { Reservation } from './reservation.js';

/** One visitor's wait for one video. */
export interface Ticket {
  videoId: string;
  /** The page the video should be on; undefined once only a single read will do. */
  page: PageRead | undefined;
  visitor: string;
  /** What the visitor's request may still cost. */
  reservation: Reservation;
  /** When it will have waited in vain, on the issuer's clock. */
  until: number;
  /** Failed attempts so far. */
  failures: number;
  /** Those it waits with for one of them, the scout, to come through. */
  party: { scout: Ticket } | undefined;
  /** Undefined while it waits; afterwards nobody is interested any more. */
  result: IssueResult | undefined;
  settle: (result: IssueResult) => void;
}

/** Tickets that no read has been made for yet, in the order they came. */
export interface TicketQueue {
  add(ticket: Ticket): void;
  remove(ticket: Ticket): void;
  /** The ticket that has waited longest for a video. */
  firstFor(videoId: string): Ticket | undefined;
  /**
   * So many of those that may go, of visitors who may, one of each visitor after the other, so that nobody's long page
   * holds up somebody's single video.
   */
  inTurns(
    most: number,
    mayGo: { visitor: (visitor: string) => boolean; ticket: (ticket: Ticket) => boolean },
  ): Ticket[];
  /** The visitor has had a turn: all others come first. */
  hadTurn(visitor: string): void;
  all(): Ticket[];
  size(): number;
}

/** Tickets looked at for each that is wanted. */
const MOST_LOOKS = 4;

type Groups = Map<string, Set<Ticket>>;

function addTo(groups: Groups, name: string, ticket: Ticket): void {
  const group = groups.get(name);
  if (group) group.add(ticket);
  else groups.set(name, new Set([ticket]));
}

function removeFrom(groups: Groups, name: string, ticket: Ticket): void {
  const group = groups.get(name);
  group?.delete(ticket);
  if (group?.size === 0) groups.delete(name);
}

export function createTicketQueue(): TicketQueue {
  const waiting = new Set<Ticket>();
  const byVideo: Groups = new Map();
  const byVisitor: Groups = new Map();
  return {
    add(ticket) {
      waiting.add(ticket);
      addTo(byVideo, ticket.videoId, ticket);
      addTo(byVisitor, ticket.visitor, ticket);
    },
    remove(ticket) {
      if (!waiting.delete(ticket)) return;
      removeFrom(byVideo, ticket.videoId, ticket);
      removeFrom(byVisitor, ticket.visitor, ticket);
    },
    firstFor: (videoId) => byVideo.get(videoId)?.values().next().value,
    inTurns(most, mayGo) {
      const turns: Ticket[] = [];
      let looks = most * MOST_LOOKS;
      let rows = [...byVisitor].flatMap(([visitor, own]) => (mayGo.visitor(visitor) ? [own.values()] : []));
      while (rows.length > 0 && turns.length < most && looks > 0) {
        rows = rows.filter((row) => {
          const { done, value } = row.next();
          if (!done && turns.length < most && looks-- > 0 && mayGo.ticket(value)) turns.push(value);
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
