import type { ApiVideoClient } from './client.js';
import type { VideoQuery } from './query.js';
import type { ApiVideo } from './schema.js';

/**
 * Every video of a query, page by page with a counter of our own (links of the answer are never followed),
 * without the duplicates that offset paging gives when something changes in between.
 */
export async function* listAllVideos(
  client: Pick<ApiVideoClient, 'listVideos'>,
  query: VideoQuery,
  onPage?: (page: number, pages: number) => void,
): AsyncGenerator<ApiVideo> {
  const seen = new Set<string>();
  for (let page = 1, pages = 1; page <= pages; page++) {
    const { data, pagination } = await client.listVideos(query, page);
    pages = pagination.pagesTotal;
    onPage?.(page, pages);
    for (const video of data) {
      if (seen.has(video.videoId)) continue;
      seen.add(video.videoId);
      yield video;
    }
    if (data.length === 0) return;
  }
}
