import type { World } from '../world.js';
import type { Operation } from './operation.js';
import { pageAnswer, paging } from './paging.js';
import { oneOf, parseQuery, single } from './query.js';

/** `GET /tags` (api-video.md, "Tags"): partial match that ignores case and accents. */
export const listTags: Operation = (world, { url }) => {
  const query = parseQuery(url.searchParams, {
    ...paging(world.switches.minPageSize),
    value: single,
    sortBy: oneOf(['value', 'videoCount'], 'value'),
    sortOrder: oneOf(['asc', 'desc'], 'asc'),
  });
  if ('refused' in query) return query.refused;
  const { sortBy, sortOrder } = query.values;
  const wanted = folded(query.values.value ?? '');
  const sign = sortOrder === 'asc' ? 1 : -1;
  const tags = countTags(world)
    .filter(({ value }) => folded(value).includes(wanted))
    .sort(
      (a, b) => sign * (sortBy === 'value' ? a.value.localeCompare(b.value) : a.videoCount - b.videoCount),
    );
  return pageAnswer(world, url, query.values, tags, (tag) => tag);
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
