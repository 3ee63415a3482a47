import type { Answer } from '../http/exchange.js';
import { problemAnswer } from '../http/problem.js';
import type { VideoRecord, VideoSort } from '../state/videos.js';

/** The filters and order of `GET /videos` (apivideo-contract 8.1). */
export interface ListQuery {
  sortBy: VideoSort;
  sortOrder: 'asc' | 'desc';
  /** Those it asks for; the list itself where it asks for all. */
  among(videos: readonly VideoRecord[]): readonly VideoRecord[];
}

const SORTS: readonly VideoSort[] = ['title', 'createdAt', 'publishedAt', 'updatedAt'];
const ORDERS = ['asc', 'desc'] as const;

/** The value if it is one of `allowed`, the first `fallback` when absent, else the 400 that names the parameter. */
export function oneOf<Value extends string>(
  query: URLSearchParams,
  name: string,
  allowed: readonly Value[],
  fallback: Value,
): Value | Answer {
  const value = query.get(name) ?? fallback;
  return (
    allowed.find((candidate) => candidate === value) ??
    problemAnswer(400, {
      type: 'request-invalid-query-parameter',
      title: 'A query parameter is invalid.',
      name,
      detail: `The value must be one of ${allowed.join(', ')}.`,
    })
  );
}

export function parseListQuery(query: URLSearchParams): ListQuery | Answer {
  const sortBy = oneOf(query, 'sortBy', SORTS, 'createdAt');
  if (typeof sortBy !== 'string') return sortBy;
  const sortOrder = oneOf(query, 'sortOrder', ORDERS, 'desc');
  if (typeof sortOrder !== 'string') return sortOrder;
  const all = filters(query);
  return {
    sortBy,
    sortOrder,
    among: (videos) =>
      all.length === 0 ? videos : videos.filter((video) => all.every((matches) => matches(video))),
  };
}

type Filter = (video: VideoRecord) => boolean;

/** Text is compared without regard to case, as part of the whole; tags and metadata exactly, all of them. */
function filters(query: URLSearchParams): Filter[] {
  const title = query.get('title')?.toLowerCase();
  const description = query.get('description')?.toLowerCase();
  const tags = query.getAll('tags[]');
  const liveStreamId = query.get('liveStreamId');
  const metadata = metadataPairs(query);
  return [
    ...(title ? [(video: VideoRecord) => video.title.toLowerCase().includes(title)] : []),
    ...(description ? [(video: VideoRecord) => video.description.toLowerCase().includes(description)] : []),
    ...(liveStreamId ? [(video: VideoRecord) => video.liveStreamId === liveStreamId] : []),
    ...tags.map((tag) => (video: VideoRecord) => video.tags.includes(tag)),
    ...metadata.map(
      ([key, value]) =>
        (video: VideoRecord) =>
          video.metadata.some((entry) => entry.key === key && entry.value === value),
    ),
  ];
}

/** `metadata[key]=value`, as deep object parameters are written. */
function metadataPairs(query: URLSearchParams): [string, string][] {
  return [...query].flatMap(([name, value]) => {
    const key = /^metadata\[(.+)\]$/.exec(name)?.[1];
    return key === undefined ? [] : [[key, value] as [string, string]];
  });
}
