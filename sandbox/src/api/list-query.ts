import type { VideoRecord, VideoSort } from '../state/videos.js';
import { array, deepObject, oneOf, single } from './query.js';

const SORTS: readonly VideoSort[] = ['title', 'createdAt', 'publishedAt', 'updatedAt'];

/** The filters and order of `GET /videos` and of the bin (api-video.md, "Lists of videos"). */
export const VIDEO_QUERY = {
  title: single,
  tags: array,
  metadata: deepObject,
  description: single,
  liveStreamId: single,
  sortBy: oneOf(SORTS, 'createdAt'),
  sortOrder: oneOf(['asc', 'desc'], 'desc'),
};

/** What a list of videos is asked for. */
export interface VideoFilters {
  title: string | undefined;
  tags: string[];
  metadata: [key: string, value: string][];
  description: string | undefined;
  liveStreamId: string | undefined;
}

/** Those it asks for; the list itself where it asks for all. */
export function among(videos: readonly VideoRecord[], wanted: VideoFilters): readonly VideoRecord[] {
  const all = filters(wanted);
  return all.length === 0 ? videos : videos.filter((video) => all.every((matches) => matches(video)));
}

type Filter = (video: VideoRecord) => boolean;

/** Text is compared without regard to case, as part of the whole; tags and metadata exactly, all of them. */
function filters(wanted: VideoFilters): Filter[] {
  const { tags, metadata, liveStreamId } = wanted;
  const title = wanted.title?.toLowerCase();
  const description = wanted.description?.toLowerCase();
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
