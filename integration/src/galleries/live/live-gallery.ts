import type { GalleryData } from '../../content/gallery-schema.js';
import type { VideoQuery } from '../../contract/video-query.js';
import type { IndexedVideo } from '../catalogue-index.js';
import type { Preview } from '../previews/preview.js';

/** Whether the page of a gallery is made on demand: where its file says so, or else the site, and a query finds its videos. */
export const isLive = ({ live, select }: Pick<GalleryData, 'live' | 'select'>, siteSays: boolean): boolean =>
  Boolean(select) && (live ?? siteSays);

/** What a server has to know of a gallery to make its pages, as JSON. Holds no token. */
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
  /** Its videos when the site was built. */
  videos: readonly IndexedVideo[];
  /** Colours of their pictures, by the videos' ids. */
  previews: readonly (readonly [string, Preview])[];
  mediaOrigin?: string;
}

/** The list of them: enough to find the file of one. */
export type LiveIndex = Record<string, { file: string; access: string; query: VideoQuery }>;

/** Beside the server's code; never where visitors can get it. */
export const LIVE_FOLDER = 'vitrine-live';
export const LIVE_INDEX = 'index.json';
