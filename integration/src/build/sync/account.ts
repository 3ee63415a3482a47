import { type ApiVideoClient, createClient } from '../../api-video/client.js';
import { catalogueVideo } from '../catalogue.js';
import type { Pace } from './pace.js';
import type { ReadPage } from './read-page.js';

/** A build may wait for the quota: it has nobody in front of it. */
const BUILD_RETRY = { attempts: 6, longestWait: 61_000 };

export interface AccountAccess {
  apiKey: string;
  apiUrl: string;
  hosts: readonly string[];
}

export interface Account {
  /** Without a token in what it returns. */
  readPage: ReadPage;
  getStatus: ApiVideoClient['getStatus'];
  /** Pages read so far. */
  pages(): number;
}

/** The account as a build reads it: within its quota, and counted. */
export function openAccount(access: AccountAccess, pace: Pace): Account {
  const client = createClient({ ...access, retry: BUILD_RETRY, onRateLimit: pace.observe });
  let pages = 0;
  return {
    async readPage(query, page) {
      pages++;
      const { data, pagination } = await pace.run(() => client.listVideos(query, page));
      const { pagesTotal, itemsTotal } = pagination;
      const entries = data.map((video) => ({
        id: video.videoId,
        data: catalogueVideo(video, client.isAllowed),
      }));
      return { entries, pagesTotal, itemsTotal };
    },
    getStatus: (id) => pace.run(() => client.getStatus(id)),
    pages: () => pages,
  };
}
