import type { VideoMedia } from './video-media.js';

/** One video as the sandbox keeps it; the management API's object is made of it by `api/video-view.ts`. */
export interface VideoRecord {
  videoId: string;
  title: string;
  description: string;
  public: boolean;
  panoramic: boolean;
  mp4Support: boolean;
  playerId?: string;
  language?: string;
  tags: string[];
  metadata: { key: string; value: string }[];
  /** Dates in milliseconds since 1970. */
  createdAt: number;
  publishedAt: number;
  updatedAt: number;
  discardedAt?: number;
  media: VideoMedia;
  /** The live stream it was recorded from. */
  liveStreamId?: string;
  /** An image that was uploaded, in place of the one the sandbox draws. */
  thumbnail?: Picture;
  /** Seconds into the video, as `PATCH …/thumbnail` picked. */
  thumbnailAt?: number;
  captions: Map<string, Caption>;
  /** WebVTT by language. */
  chapters: Map<string, string>;
  /** Whether a summary was asked for: a second one is a conflict. */
  summary?: true;
}

export interface Picture {
  bytes: Buffer;
  type: string;
}

export interface Caption {
  vtt: string;
  default: boolean;
}

export type VideoSort = 'title' | 'createdAt' | 'publishedAt' | 'updatedAt';

export interface VideoStore {
  /** A video that was not discarded. */
  get(videoId: string): VideoRecord | undefined;
  /** A video in the bin (api-video.md, "Discarded videos"). */
  getDiscarded(videoId: string): VideoRecord | undefined;
  put(video: VideoRecord): void;
  /** In a stable order: ties are broken by id. */
  sorted(by: VideoSort, order: 'asc' | 'desc'): readonly VideoRecord[];
  discarded(by: VideoSort, order: 'asc' | 'desc'): readonly VideoRecord[];
  /** All of them, the discarded included. */
  all(): Iterable<VideoRecord>;
}

const compare = (a: string | number, b: string | number) => (a < b ? -1 : a > b ? 1 : 0);

function inOrder(videos: VideoRecord[], by: VideoSort, order: 'asc' | 'desc'): VideoRecord[] {
  const sign = order === 'asc' ? 1 : -1;
  return videos.sort((a, b) => sign * (compare(a[by], b[by]) || compare(a.videoId, b.videoId)));
}

/** `initial` is read at the first use: a server with thousands of videos listens at once. */
export function createVideoStore(initial: Iterable<VideoRecord>): VideoStore {
  let loaded: Map<string, VideoRecord> | undefined;
  const videos = () => {
    loaded ??= new Map(Array.from(initial, (video) => [video.videoId, video]));
    return loaded;
  };
  /** Sorted once per order and change: a catalogue of thousands is listed page by page. */
  const orders = new Map<string, readonly VideoRecord[]>();

  return {
    get(videoId) {
      const video = videos().get(videoId);
      return video?.discardedAt === undefined ? video : undefined;
    },
    getDiscarded(videoId) {
      const video = videos().get(videoId);
      return video?.discardedAt === undefined ? undefined : video;
    },
    put(video) {
      videos().set(video.videoId, video);
      orders.clear();
    },
    sorted(by, order) {
      const key = `${by} ${order}`;
      const known = orders.get(key);
      if (known) return known;
      const fresh = inOrder(
        [...videos().values()].filter((video) => video.discardedAt === undefined),
        by,
        order,
      );
      orders.set(key, fresh);
      return fresh;
    },
    discarded: (by, order) =>
      inOrder(
        [...videos().values()].filter((video) => video.discardedAt !== undefined),
        by,
        order,
      ),
    all: () => videos().values(),
  };
}
