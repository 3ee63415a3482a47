import type { ApiVideoClient } from '../api-video/client.js';
import { listAllVideos } from '../api-video/list-all.js';
import { type CatalogueVideo, catalogueVideo } from './catalogue.js';

/** Oldest first: new videos come at the end, so the place of a known one hardly ever changes. */
export const STABLE_ORDER = { sortBy: 'createdAt', sortOrder: 'asc' } as const;

export interface CatalogueEntry {
  id: string;
  /** Its place among all videos, oldest first, from 0. */
  position: number;
  data: CatalogueVideo;
}

/** Reads the whole account, without a token in what it returns. */
export async function readCatalogue(
  client: Pick<ApiVideoClient, 'listVideos' | 'isAllowed'>,
  onPage?: (page: number, pages: number) => void,
): Promise<CatalogueEntry[]> {
  const entries: CatalogueEntry[] = [];
  for await (const video of listAllVideos(client, STABLE_ORDER, onPage)) {
    entries.push({
      id: video.videoId,
      position: entries.length,
      data: catalogueVideo(video, client.isAllowed),
    });
  }
  return entries;
}
