import type { Issued } from './issued.js';
import type { PageRead } from './page-read.js';

/** One visitor's wait for one video. */
export interface Ticket {
  videoId: string;
  /** The page the video should be on; undefined once only a single read will do. */
  page: PageRead | undefined;
  visitor: string;
  /** Counts a read that was made for this ticket. */
  charge: () => void;
  /** Failed attempts so far. */
  failures: number;
  /** Undefined while it waits; afterwards nobody is interested any more. */
  issued: Issued | undefined;
  settle: (issued: Issued) => void;
}

/** Tickets that no read has been made for yet, in the order they came. */
export interface TicketQueue {
  add(ticket: Ticket): void;
  remove(ticket: Ticket): void;
  /** The ticket that has waited longest for a video. */
  firstFor(videoId: string): Ticket | undefined;
  all(): Ticket[];
  size(): number;
}

export function createTicketQueue(): TicketQueue {
  const waiting = new Set<Ticket>();
  const byVideo = new Map<string, Set<Ticket>>();
  return {
    add(ticket) {
      waiting.add(ticket);
      const same = byVideo.get(ticket.videoId);
      if (same) same.add(ticket);
      else byVideo.set(ticket.videoId, new Set([ticket]));
    },
    remove(ticket) {
      if (!waiting.delete(ticket)) return;
      const same = byVideo.get(ticket.videoId);
      same?.delete(ticket);
      if (same?.size === 0) byVideo.delete(ticket.videoId);
    },
    firstFor: (videoId) => byVideo.get(videoId)?.values().next().value,
    all: () => [...waiting],
    size: () => waiting.size,
  };
}
