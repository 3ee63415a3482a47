import type { PageRead } from './page-read.js';

/** How many never-used tokens of one video are wanted, and the pages it should be on. */
export interface Demand {
  videoId: string;
  count: number;
  /** Each page once. Without any, only single reads will do. */
  pages: readonly PageRead[];
}

/** A read to make, `times` over. Each gives one token: of one video, or of every private video on a page. */
export type PlannedRead =
  | { kind: 'page'; page: PageRead; times: number; videoIds: readonly string[] }
  | { kind: 'video'; videoId: string; times: number };

/** The videos that a read should serve. */
export function videosOf(planned: PlannedRead): readonly string[] {
  return planned.kind === 'page' ? planned.videoIds : [planned.videoId];
}

/** Equal for reads of the same. */
export function readKey(planned: PlannedRead): string {
  return planned.kind === 'page' ? planned.page.key : planned.videoId;
}

interface Column {
  page: PageRead;
  /** Indexes of the demands this page should meet. */
  rows: number[];
}

/** How often each page is read; what that leaves over is met by single reads. */
interface Cover {
  times: number[];
  cost: number;
}

/**
 * The exact search gives up after so many looks at a video and keeps the best cover it has seen: some milliseconds, in
 * which nobody else is answered.
 */
const MOST_LOOKS = 100_000;

/**
 * The cheapest set of reads that should meet the demand. A page that would serve a single video is never read: one
 * video costs the same and mints nothing that nobody wants.
 */
export function planReads(demands: readonly Demand[]): PlannedRead[] {
  const columns = columnsOf(demands);
  const counts = demands.map(({ count }) => count);
  const overlapping =
    new Set(columns.flatMap(({ rows }) => rows)).size < sum(columns.map(({ rows }) => rows.length));
  const start = greedyCover(columns, counts, overlapping);
  const times = thinned(
    columns,
    counts,
    overlapping ? searchCover(columns, counts, start).times : start.times,
  );
  const left = leftOver(columns, counts, times);
  const pages = columns.flatMap(({ page, rows }, index): PlannedRead[] =>
    times[index]
      ? [{ kind: 'page', page, times: times[index], videoIds: rows.map((row) => videoId(demands, row)) }]
      : [],
  );
  const singles = left.flatMap((count, row): PlannedRead[] =>
    count > 0 ? [{ kind: 'video', videoId: videoId(demands, row), times: count }] : [],
  );
  return [...pages, ...singles];
}

const videoId = (demands: readonly Demand[], row: number) => (demands[row] as Demand).videoId;

function columnsOf(demands: readonly Demand[]): Column[] {
  const columns = new Map<string, Column>();
  demands.forEach(({ pages, count }, row) => {
    if (count === 0) return;
    for (const page of pages) {
      const column = columns.get(page.key);
      if (column) column.rows.push(row);
      else columns.set(page.key, { page, rows: [row] });
    }
  });
  return [...columns.values()];
}

function leftOver(columns: readonly Column[], counts: readonly number[], times: readonly number[]): number[] {
  const left = [...counts];
  columns.forEach(({ rows }, index) => {
    for (const row of rows) left[row] = Math.max(0, (left[row] ?? 0) - (times[index] ?? 0));
  });
  return left;
}

const sum = (numbers: readonly number[]) => numbers.reduce((total, number) => total + number, 0);

/** Reads the page that serves most videos, as long as one serves two; exact while pages share no video. */
function greedyCover(columns: readonly Column[], counts: readonly number[], overlapping: boolean): Cover {
  const left = [...counts];
  const times = columns.map(() => 0);
  const gain = (column: Column) => column.rows.filter((row) => (left[row] ?? 0) > 0).length;
  for (;;) {
    const gains = columns.map(gain);
    const best = gains.indexOf(Math.max(0, ...gains));
    if (best < 0 || (gains[best] ?? 0) < 2) break;
    const rows = (columns[best] as Column).rows.filter((row) => (left[row] ?? 0) > 0);
    const step = overlapping ? 1 : secondLargest(rows.map((row) => left[row] ?? 0));
    times[best] = (times[best] ?? 0) + step;
    for (const row of rows) left[row] = Math.max(0, (left[row] ?? 0) - step);
  }
  return { times, cost: sum(times) + sum(left) };
}

function secondLargest(numbers: number[]): number {
  return numbers.sort((a, b) => b - a)[1] ?? 0;
}

/** Takes back every page read that would serve a single video. */
function thinned(columns: readonly Column[], counts: readonly number[], given: readonly number[]): number[] {
  const times = [...given];
  const missing = () => sum(leftOver(columns, counts, times));
  for (const index of times.keys()) {
    let before = missing();
    while ((times[index] ?? 0) > 0) {
      times[index] = (times[index] ?? 0) - 1;
      const after = missing();
      if (after - before > 1) {
        times[index] = (times[index] ?? 0) + 1;
        break;
      }
      before = after;
    }
  }
  return times;
}

/** Branches on one unmet video at a time: one of its pages, or a single read. */
function searchCover(columns: readonly Column[], counts: readonly number[], start: Cover): Cover {
  const pagesOf = counts.map((): number[] => []);
  columns.forEach(({ rows }, index) => {
    for (const row of rows) pagesOf[row]?.push(index);
  });
  let best = start;
  let stepsLeft = MOST_LOOKS / counts.length;

  const branch = (left: number[], times: number[], cost: number) => {
    if (--stepsLeft < 0 || cost + Math.max(0, ...left) >= best.cost) return;
    const row = left.findIndex((count) => count > 0);
    if (row < 0) {
      best = { times: [...times], cost };
      return;
    }
    const pages = pagesOf[row] ?? [];
    if (pages.length === 0) branch(left.with(row, 0), times, cost + (left[row] ?? 0));
    for (const index of pages) {
      const rows = columns[index]?.rows ?? [];
      const next = left.map((count, each) => (count > 0 && rows.includes(each) ? count - 1 : count));
      branch(next, times.with(index, (times[index] ?? 0) + 1), cost + 1);
    }
  };

  branch(
    [...counts],
    columns.map(() => 0),
    0,
  );
  return best;
}
