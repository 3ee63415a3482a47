import { PAGE_SIZE } from '../../../api-video/query.js';
import { createCounter } from '../counter.js';
import type { PageRead } from '../reads/page-read.js';
import { type Demand, type PlannedRead, planReads, videosOf } from '../reads/plan.js';
import type { Ticket } from './pending-request.js';

/** One read, and the tickets it is for. */
export interface FairRead {
  read: PlannedRead;
  tickets: Ticket[];
}

export interface FairShare {
  /** Reads that the quota has left. */
  quota: number;
  /** Reads that can be made now. */
  slots: number;
  /** Whether a video may be read by itself so many times more. */
  mayRead: (videoId: string, times: number) => boolean;
}

/**
 * The reads to make now for waiting tickets, one of each visitor after the other. The cheapest for all of them where
 * they fit; otherwise every visitor gets one read before anybody gets a second.
 */
export function fairReads(turns: readonly Ticket[], { quota, slots, mayRead }: FairShare): FairRead[] {
  const visitors = new Set(turns.map(({ visitor }) => visitor));
  const limit = visitors.size > 1 ? Math.min(quota, slots) : quota;
  return (
    (leastOf(turns) <= limit && cheapest(turns, limit)) || inTurns(turns, Math.min(quota, slots), mayRead)
  );
}

function demandsOf(tickets: readonly Ticket[]): Demand[] {
  const demands = new Map<string, { count: number; pages: Map<string, PageRead> }>();
  for (const { videoId, page } of tickets) {
    const demand = demands.get(videoId) ?? { count: 0, pages: new Map() };
    demand.count++;
    if (page) demand.pages.set(page.key, page);
    demands.set(videoId, demand);
  }
  return [...demands].map(([videoId, { count, pages }]) => ({ videoId, count, pages: [...pages.values()] }));
}

/** No plan has fewer reads: one read brings one token of a video, and those of one page at most. */
function leastOf(tickets: readonly Ticket[]): number {
  const counts = new Map<string, number>();
  for (const { videoId } of tickets) counts.set(videoId, (counts.get(videoId) ?? 0) + 1);
  return Math.max(Math.ceil(tickets.length / PAGE_SIZE), ...counts.values());
}

/** The cheapest plan for all; undefined where even that is too much. */
function cheapest(turns: readonly Ticket[], limit: number): FairRead[] | undefined {
  const planned = planReads(demandsOf(turns));
  if (planned.reduce((total, { times }) => total + times, 0) > limit) return undefined;
  const byVideo = Map.groupBy(turns, ({ videoId }) => videoId);
  const reads = planned.flatMap((read) =>
    Array.from({ length: read.times }, () => ({
      read,
      tickets: videosOf(read).flatMap((videoId) => byVideo.get(videoId)?.shift() ?? []),
    })),
  );
  const turnOf = new Map(turns.map((ticket, turn) => [ticket, turn]));
  const firstTurn = ({ tickets }: FairRead) => Math.min(...tickets.map((ticket) => turnOf.get(ticket) ?? 0));
  return reads
    .map((read) => ({ read, turn: firstTurn(read) }))
    .sort((a, b) => a.turn - b.turn)
    .map(({ read }) => read);
}

function inTurns(turns: readonly Ticket[], limit: number, mayRead: FairShare['mayRead']): FairRead[] {
  const singles = createCounter();
  const waiting = new Set(turns);
  const byPage = Map.groupBy(turns, ({ page }) => page?.key);
  const reads: FairRead[] = [];
  for (const ticket of turns) {
    if (reads.length >= limit) break;
    if (!waiting.has(ticket)) continue;
    const { page, videoId } = ticket;
    const served = page ? oneOfEach(ticket, byPage.get(page.key) ?? [], waiting) : [];
    const read: FairRead =
      page && served.length > 1
        ? {
            read: { kind: 'page', page, times: 1, videoIds: served.map((each) => each.videoId) },
            tickets: served,
          }
        : { read: { kind: 'video', videoId, times: 1 }, tickets: [ticket] };
    for (const each of read.tickets) waiting.delete(each);
    if (read.read.kind === 'video') {
      if (!mayRead(videoId, singles.of(videoId) + 1)) continue;
      singles.add(videoId, 1);
    }
    reads.push(read);
  }
  return reads;
}

/** A ticket for each video of a page: the visitor's own, and for the others whoever came first. */
function oneOfEach(first: Ticket, onPage: readonly Ticket[], waiting: ReadonlySet<Ticket>): Ticket[] {
  const chosen = new Map<string, Ticket>([[first.videoId, first]]);
  for (const ticket of onPage) {
    if (!waiting.has(ticket)) continue;
    const before = chosen.get(ticket.videoId);
    const isBetter = ticket.visitor === first.visitor && before?.visitor !== first.visitor;
    if (!before || isBetter) chosen.set(ticket.videoId, ticket);
  }
  return [...chosen.values()];
}
