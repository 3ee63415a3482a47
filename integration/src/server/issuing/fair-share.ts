import type { PageRead } from './page-read.js';
import { type Demand, type PlannedRead, planReads } from './plan.js';
import type { Ticket } from './ticket.js';

/** One ticket of each visitor after the other, so that nobody's long page holds up somebody's single video. */
function inTurns(tickets: readonly Ticket[]): Ticket[] {
  const visitors = new Map<string, Ticket[]>();
  for (const ticket of tickets) {
    const own = visitors.get(ticket.visitor);
    if (own) own.push(ticket);
    else visitors.set(ticket.visitor, [ticket]);
  }
  const queues = [...visitors.values()];
  const longest = Math.max(0, ...queues.map(({ length }) => length));
  return Array.from({ length: longest }, (_, turn) => queues.flatMap((queue) => queue[turn] ?? [])).flat();
}

function demandOf(tickets: readonly Ticket[]): Demand[] {
  const demands = new Map<string, { count: number; pages: Map<string, PageRead> }>();
  for (const { videoId, page } of tickets) {
    const demand = demands.get(videoId) ?? { count: 0, pages: new Map() };
    demand.count++;
    if (page) demand.pages.set(page.key, page);
    demands.set(videoId, demand);
  }
  return [...demands].map(([videoId, { count, pages }]) => ({ videoId, count, pages: [...pages.values()] }));
}

const cost = (reads: readonly PlannedRead[]) => reads.reduce((total, { times }) => total + times, 0);

export interface FairPlan {
  reads: PlannedRead[];
  /** Those the reads are for. */
  tickets: readonly Ticket[];
}

/** Tickets of one plan at most: a long queue is planned piece by piece, whenever reads have come back. */
const MOST_PLANNED = 1000;

/** The reads for as many tickets as the quota allows; every visitor's turn comes before anybody's second. */
export function fairPlan(waiting: readonly Ticket[], allowed: number): FairPlan {
  const tickets = waiting.length > MOST_PLANNED ? inTurns(waiting).slice(0, MOST_PLANNED) : waiting;
  const whole = planReads(demandOf(tickets));
  if (cost(whole) <= allowed) return { reads: whole, tickets };
  const ordered = inTurns(tickets);
  let affordable: FairPlan = { reads: [], tickets: [] };
  let low = 0;
  let high = ordered.length;
  while (low < high) {
    const middle = Math.ceil((low + high) / 2);
    const some = ordered.slice(0, middle);
    const reads = planReads(demandOf(some));
    if (cost(reads) <= allowed) {
      affordable = { reads, tickets: some };
      low = middle;
    } else high = middle - 1;
  }
  return affordable;
}
