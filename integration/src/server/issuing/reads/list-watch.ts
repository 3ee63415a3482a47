import type { HostCheck } from '../../../api-video/hosts.js';
import type { VideoPage } from '../../../api-video/schema.js';
import type { VideoQuery } from '../../../contract/video-query.js';
import { pageKeyOf } from './page-read.js';

/** Somebody who keeps a page of a list. */
export interface ListWatcher {
  /** Whether what it knows is old enough for a read that is made anyway to be of use. */
  isDue(): boolean;
  /** Hears what a read of the page brought. Its addresses hold tokens that others use: they must not be kept. */
  take(page: VideoPage, isAllowed: HostCheck): void;
}

/** Who keeps which pages of lists, so that a read for tokens tells them what is new, too. */
export interface ListWatch {
  watch(query: VideoQuery, page: number, watcher: ListWatcher): void;
  /** The one who keeps the page with that key. */
  of(key: string): ListWatcher | undefined;
}

export function createListWatch(): ListWatch {
  const watchers = new Map<string, ListWatcher>();
  return {
    watch: (query, page, watcher) => watchers.set(pageKeyOf(query, page), watcher),
    of: (key) => watchers.get(key),
  };
}
