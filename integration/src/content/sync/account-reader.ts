import { setImmediate as nextTurn } from 'node:timers/promises';
import pLimit from 'p-limit';
import { type ApiVideoClient, createClient } from '../../api-video/client.js';
import { tooLarge } from '../../api-video/errors.js';
import { readBody } from '../../api-video/http/body.js';
import type { Fetch } from '../../api-video/http/send.js';
import { catalogueVideo } from '../catalogue.js';
import { eachOnce } from './catalogue-order.js';
import type { ReadPage } from './entry.js';
import type { Pace } from './pace.js';

/** A build may wait for the quota: it has nobody in front of it. */
const BUILD_RETRY = { attempts: 6, longestWait: 61_000 };

/** Somebody waits for `astro sync` and `astro check`, offline as well, and they can do without an answer. */
export const SYNC_RETRY = { attempts: 2, longestWait: 5000 };

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

/** Calls that are on their way at the same time. */
export const AT_ONCE = 8;

/**
 * Lets so many calls be on their way, and looks at an answer only when the next call has gone out: api.video works
 * while the machine reads what it has.
 */
function fewAtOnce(): Fetch {
  const limit = pLimit(AT_ONCE);
  return async (url, init) => {
    const { status, headers, body } = await limit(async () => {
      const response = await fetch(url, init);
      const body = await readBody(response, init.limit);
      if (!body) throw tooLarge(url, init.limit, response.status);
      return { status: response.status, headers: response.headers, body };
    });
    await nextTurn();
    return { status, headers, text: async () => body.toString() };
  };
}

/** The account as a build reads it: within its quota, and counted. */
export function openAccount(access: AccountAccess, pace: Pace, retry = BUILD_RETRY): Account {
  const client = createClient({
    ...access,
    retry,
    fetch: fewAtOnce(),
    onRateLimit: pace.observe,
  });
  let pages = 0;
  return {
    async readPage(query, page) {
      pages++;
      const { data, unread, pagination } = await pace.run(() => client.listVideos(query, page));
      const { pagesTotal, itemsTotal } = pagination;
      const entries = data.map((video) => ({
        id: video.videoId,
        data: catalogueVideo(video, client.isAllowed),
      }));
      return {
        entries: eachOnce(entries),
        unread,
        items: data.length + unread.length,
        pagesTotal,
        itemsTotal,
      };
    },
    getStatus: (id) => pace.run(() => client.getStatus(id)),
    pages: () => pages,
  };
}
