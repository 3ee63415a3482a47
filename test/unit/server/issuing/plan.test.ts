import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { GrantSource } from '../../../../integration/src/grants/payload.js';
import { type PageRead, pageOf } from '../../../../integration/src/server/issuing/reads/page-read.js';
import {
  type Demand,
  type PlannedRead,
  planReads,
} from '../../../../integration/src/server/issuing/reads/plan.js';

const read = (source: GrantSource) => pageOf(source);
const order = (page: number) => read({ kind: 'order', page });
const tagged = (page: number) =>
  read({ kind: 'query', page, query: { tags: ['t'], sortBy: 'publishedAt', sortOrder: 'desc' } });
const want = (videoId: string, pages: PageRead[], count = 1): Demand => ({
  videoId,
  count,
  pages: [...new Map(pages.map((page) => [page.key, page])).values()],
});

const cost = (reads: readonly PlannedRead[]) => reads.reduce((total, { times }) => total + times, 0);

/** What the reads bring for a video. */
function supply(reads: readonly PlannedRead[], { videoId, pages }: Demand): number {
  const keys = new Set(pages.map(({ key }) => key));
  return reads.reduce((total, read) => {
    const serves = read.kind === 'video' ? read.videoId === videoId : keys.has(read.page.key);
    return total + (serves ? read.times : 0);
  }, 0);
}

/** Tries every number of reads of every page. */
function cheapest(demands: readonly Demand[]): number {
  const keys = [...new Set(demands.flatMap(({ pages }) => pages.map(({ key }) => key)))];
  const most = Math.max(0, ...demands.map(({ count }) => count));
  let best = Number.POSITIVE_INFINITY;
  const visit = (index: number, times: Map<string, number>) => {
    if (index < keys.length) {
      for (let n = 0; n <= most; n++) visit(index + 1, new Map(times).set(keys[index] as string, n));
      return;
    }
    const singles = demands.reduce((total, { count, pages }) => {
      const had = pages.reduce((sum, { key }) => sum + (times.get(key) ?? 0), 0);
      return total + Math.max(0, count - had);
    }, 0);
    best = Math.min(best, singles + [...times.values()].reduce((a, b) => a + b, 0));
  };
  visit(0, new Map());
  return best;
}

describe('a plan', () => {
  it('reads a tagged gallery by its page, and a single video by itself', () => {
    const gallery = Array.from({ length: 24 }, (_, index) => want(`vi${index}`, [tagged(1)]));
    expect(planReads(gallery)).toMatchObject([{ kind: 'page', times: 1, page: { page: 1 } }]);
    expect(planReads([want('vi1', [tagged(1)])])).toEqual([{ kind: 'video', videoId: 'vi1', times: 1 }]);
    expect(planReads([])).toEqual([]);
  });

  it('reads a scattered list by pages where they beat single reads', () => {
    const scattered = Array.from({ length: 24 }, (_, index) => want(`vi${index}`, [order((index % 10) + 1)]));
    expect(cost(planReads(scattered))).toBe(10);
    const thin = Array.from({ length: 5 }, (_, index) => want(`vi${index}`, [order(index + 1)]));
    expect(planReads(thin).every(({ kind }) => kind === 'video')).toBe(true);
  });

  it('lets visitors of the same videos share no token', () => {
    const crowd = Array.from({ length: 24 }, (_, index) => want(`vi${index}`, [tagged(1)], 1000));
    expect(planReads(crowd)).toMatchObject([{ kind: 'page', times: 1000 }]);
  });

  it('is never dearer than the cheapest there is, and meets every demand', () => {
    const demand = fc.record({
      count: fc.integer({ min: 0, max: 3 }),
      pages: fc.array(
        fc.oneof(fc.integer({ min: 1, max: 2 }).map(order), fc.integer({ min: 1, max: 2 }).map(tagged)),
        {
          maxLength: 2,
        },
      ),
    });
    fc.assert(
      fc.property(fc.array(demand, { maxLength: 6 }), (drawn) => {
        const demands = drawn.map(({ count, pages }, index) => want(`vi${index}`, pages, count));
        const reads = planReads(demands);
        for (const each of demands) expect(supply(reads, each)).toBeGreaterThanOrEqual(each.count);
        expect(cost(reads)).toBe(cheapest(demands));
      }),
      { numRuns: 1500 },
    );
  });
});
