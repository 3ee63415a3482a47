import type { World } from '../world.js';
import type { Operation } from './call.js';
import { oneOf } from './list-query.js';
import { pageAnswer, parsePage } from './paging.js';

/** `GET /tags` (apivideo-contract 8.2): partial match that ignores case and accents. */
export const listTags: Operation = (world, { url }) => {
  const query = url.searchParams;
  const page = parsePage(query, world.switches.minPageSize);
  if ('status' in page) return page;
  const sortBy = oneOf(query, 'sortBy', ['value', 'videoCount'] as const, 'value');
  if (typeof sortBy !== 'string') return sortBy;
  const sortOrder = oneOf(query, 'sortOrder', ['asc', 'desc'] as const, 'asc');
  if (typeof sortOrder !== 'string') return sortOrder;
  const wanted = folded(query.get('value') ?? '');
  const sign = sortOrder === 'asc' ? 1 : -1;
  const tags = countTags(world)
    .filter(({ value }) => folded(value).includes(wanted))
    .sort(
      (a, b) => sign * (sortBy === 'value' ? a.value.localeCompare(b.value) : a.videoCount - b.videoCount),
    );
  return pageAnswer(world, url, page, tags, (tag) => tag);
};

function countTags(world: World) {
  const counts = new Map<string, number>();
  for (const video of world.videos.sorted('title', 'asc')) {
    for (const tag of new Set(video.tags)) counts.set(tag, (counts.get(tag) ?? 0) + 1);
  }
  return [...counts].map(([value, videoCount]) => ({ value, videoCount }));
}

const folded = (text: string) =>
  text
    .normalize('NFD')
    .replace(/\p{Mark}/gu, '')
    .toLowerCase();
