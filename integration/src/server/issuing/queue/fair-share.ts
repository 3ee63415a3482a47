import { PAGE_SIZE } from '../../../api-video/query.js';
import { createCounter } from '../counter.js';
import type { PageRead } from '../reads/page-read.js';
import { type Demand, type PlannedRead, planReads, videosOf } from '../reads/plan.js';
import type { PendingRequest } from './pending-request.js';

/** One read, and the pending requests it is for. */
export interface FairRead {
  read: PlannedRead;
  requests: PendingRequest[];
}

export interface FairShare {
  /** Reads that the quota has left. */
  quota: number;
  /** Reads that can be made now. */
  places: number;
  /** Whether a video may be read by itself so many times more. */
  mayRead: (videoId: string, times: number) => boolean;
}

/**
 * The reads to make now for pending requests, one of each visitor after the other. The cheapest for all of them where
 * they fit; otherwise every visitor gets one read before anybody gets a second.
 */
export function fairReads(
  turns: readonly PendingRequest[],
  { quota, places, mayRead }: FairShare,
): FairRead[] {
  const visitors = new Set(turns.map(({ visitor }) => visitor));
  const limit = visitors.size > 1 ? Math.min(quota, places) : quota;
  return (
    (leastOf(turns) <= limit && cheapest(turns, limit)) || inTurns(turns, Math.min(quota, places), mayRead)
  );
}

function demandsOf(requests: readonly PendingRequest[]): Demand[] {
  const demands = new Map<string, { count: number; pages: Map<string, PageRead> }>();
  for (const { videoId, page } of requests) {
    const demand = demands.get(videoId) ?? { count: 0, pages: new Map() };
    demand.count++;
    if (page) demand.pages.set(page.key, page);
    demands.set(videoId, demand);
  }
  return [...demands].map(([videoId, { count, pages }]) => ({ videoId, count, pages: [...pages.values()] }));
}

/** No plan has fewer reads: one read brings one token of a video, and those of one page at most. */
function leastOf(requests: readonly PendingRequest[]): number {
  const counts = new Map<string, number>();
  for (const { videoId } of requests) counts.set(videoId, (counts.get(videoId) ?? 0) + 1);
  return Math.max(Math.ceil(requests.length / PAGE_SIZE), ...counts.values());
}

/** The cheapest plan for all; undefined where even that is too much. */
function cheapest(turns: readonly PendingRequest[], limit: number): FairRead[] | undefined {
  const planned = planReads(demandsOf(turns));
  if (planned.reduce((total, { times }) => total + times, 0) > limit) return undefined;
  const byVideo = Map.groupBy(turns, ({ videoId }) => videoId);
  const reads = planned.flatMap((read) =>
    Array.from({ length: read.times }, () => ({
      read,
      requests: videosOf(read).flatMap((videoId) => byVideo.get(videoId)?.shift() ?? []),
    })),
  );
  const turnOf = new Map(turns.map((request, turn) => [request, turn]));
  const firstTurn = ({ requests }: FairRead) =>
    Math.min(...requests.map((request) => turnOf.get(request) ?? 0));
  return reads
    .map((read) => ({ read, turn: firstTurn(read) }))
    .sort((a, b) => a.turn - b.turn)
    .map(({ read }) => read);
}

function inTurns(turns: readonly PendingRequest[], limit: number, mayRead: FairShare['mayRead']): FairRead[] {
  const singles = createCounter();
  const waiting = new Set(turns);
  const byPage = Map.groupBy(turns, ({ page }) => page?.key);
  const reads: FairRead[] = [];
  for (const request of turns) {
    if (reads.length >= limit) break;
    if (!waiting.has(request)) continue;
    const { page, videoId } = request;
    const served = page ? oneOfEach(request, byPage.get(page.key) ?? [], waiting) : [];
    const read: FairRead =
      page && served.length > 1
        ? {
            read: { kind: 'page', page, times: 1, videoIds: served.map((each) => each.videoId) },
            requests: served,
          }
        : { read: { kind: 'video', videoId, times: 1 }, requests: [request] };
    for (const each of read.requests) waiting.delete(each);
    if (read.read.kind === 'video') {
      if (!mayRead(videoId, singles.of(videoId) + 1)) continue;
      singles.add(videoId, 1);
    }
    reads.push(read);
  }
  return reads;
}

/** A pending request for each video of a page: the visitor's own, and for the others whoever came first. */
function oneOfEach(
  first: PendingRequest,
  onPage: readonly PendingRequest[],
  waiting: ReadonlySet<PendingRequest>,
): PendingRequest[] {
  const chosen = new Map<string, PendingRequest>([[first.videoId, first]]);
  for (const request of onPage) {
    if (!waiting.has(request)) continue;
    const before = chosen.get(request.videoId);
    const isBetter = request.visitor === first.visitor && before?.visitor !== first.visitor;
    if (!before || isBetter) chosen.set(request.videoId, request);
  }
  return [...chosen.values()];
}
