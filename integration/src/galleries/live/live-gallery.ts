import type { GalleryData } from '../../content/gallery-schema.js';
import type { VideoQuery } from '../../contract/video-query.js';
import type { IndexedVideo } from '../catalogue-index.js';
import type { Preview } from '../previews/preview.js';

const NONE: string[] = [];
const NOTHING: Record<string, string> = {};

/** Whether the page of a gallery is made on demand: where its file says so, or else the site, and a query finds its videos. */
export const isLive = ({ live, select }: Pick<GalleryData, 'live' | 'select'>, siteSays: boolean): boolean =>
  Boolean(select) && (live ?? siteSays);

/** What a server has to know of a gallery to make its pages, as JSON. */
export interface LiveGallery {
  id: string;
  title: string;
  access: string;
  discreet: boolean;
  unlisted: boolean;
  /** The query as api.video is asked. */
  query: VideoQuery;
  exclude: readonly string[];
  limit?: number;
  /** Milliseconds since 1970. */
  publishAt?: number;
  unpublishAt?: number;
  /** Colours of their pictures, by the videos' ids. */
  previews: readonly (readonly [string, Preview])[];
  mediaOrigin?: string;
}

/** What cards show of a video, and what puts it in order. Holds no token. */
export function keptOf(video: IndexedVideo, { sortBy }: VideoQuery): IndexedVideo {
  const { createdAt: _, publishedAt: __, updatedAt: ___, ...kept } = video;
  const { chapters } = video.metadata;
  const date = sortBy === 'title' ? undefined : video[sortBy];
  return {
    ...kept,
    ...(date === undefined ? {} : { [sortBy]: date }),
    description: '',
    tags: NONE,
    metadata: chapters === undefined ? NOTHING : { chapters },
  };
}

/** The list of them: enough to find the file of one. */
export type LiveIndex = Record<string, { file: string; access: string; query: VideoQuery }>;

/** Beside the server's code; never where visitors can get it. */
export const LIVE_FOLDER = 'vitrine-live';
export const LIVE_INDEX = 'index.json';
