import type { HostCheck } from '../../api-video/hosts.js';
import { PAGE_SIZE } from '../../api-video/query.js';
import type { VideoPage } from '../../api-video/schema.js';
import { catalogueVideo } from '../../content/catalogue.js';
import { MINUTE } from '../../contract/durations.js';
import type { VideoQuery } from '../../contract/video-query.js';
import type { IndexedVideo } from '../catalogue-index.js';
import { keptOf, type LiveGallery } from './live-gallery.js';

/** Where lists come from: the server's own reads, so that each brings tokens as well. */
export interface ListReads {
  watch(
    query: VideoQuery,
    page: number,
    watcher: { isDue(): boolean; take(page: VideoPage, isAllowed: HostCheck): void },
  ): void;
  /** Makes a read now, as far as the quota allows. Never rejects. */
  read(query: VideoQuery, page: number): Promise<void>;
  warn(message: string): void;
}

export interface Clock {
  /** Milliseconds, whatever the time of day is. */
  now(): number;
  /** Has something done later, without keeping the process alive for it. */
  after(milliseconds: number, act: () => void): void;
}

/** How old a list may get before it is read anew … */
const FRESH = MINUTE;
/** … which a visitor does not wait for, up to so many milliseconds later. */
const SPARE = 15_000;
/** A visitor whose page is due takes sessions: the read that replaces them is waited for, as it brings the list as well. */
const GRACE = 3000;
/** A read for tokens that is made anyway is of use for a list of that age. */
const OF_USE = MINUTE / 2;
/** A visitor waits so long for a list. */
const PATIENCE = 5000;
/** After a failure it is not tried for so long, and then nobody waits for it. */
const PAUSE = 15_000;
/** Each page of a list takes so many milliseconds more until it is read again: a gallery of thousands is not all of the quota. */
const EACH_PAGE = 6000;
/** Pages read at the same time. */
const AT_ONCE = 4;

export interface LiveList {
  /** The videos at this moment: another array only where something has changed. Never rejects. */
  current(): Promise<readonly IndexedVideo[]>;
}

/** The pages of a list that a gallery shows, of so many. */
function pagesOf({ limit, exclude, query }: LiveGallery, pagesTotal: number): number {
  // By title, our order is not quite that of api.video.
  if (limit === undefined || query.sortBy === 'title') return Math.max(1, pagesTotal);
  return Math.max(1, Math.min(pagesTotal, Math.ceil((limit + exclude.length) / PAGE_SIZE)));
}

/**
 * Keeps the list of a live gallery at most a minute old while somebody looks at it, and reads nothing while nobody does.
 * Where api.video does not answer the last list stands.
 *
 * @param built Its videos when the site was built.
 */
export function createLiveList(
  gallery: LiveGallery,
  built: readonly IndexedVideo[],
  reads: ListReads,
  clock: Clock,
): LiveList {
  let videos = built;
  let pages = Math.max(1, Math.ceil(built.length / PAGE_SIZE));
  let readAt = Number.NEGATIVE_INFINITY;
  let failedAt = Number.NEGATIVE_INFINITY;
  let reading: Promise<void> | undefined;
  let isScheduled = false;
  /** What the read under way has brought, by pages. */
  let brought: Map<number, IndexedVideo[]> | undefined;

  const age = () => clock.now() - readAt;
  const fresh = () => Math.max(FRESH, pages * EACH_PAGE);

  const indexed = ({ data }: VideoPage, page: number, isAllowed: HostCheck): IndexedVideo[] =>
    data.map((video, index) => {
      const position = (page - 1) * PAGE_SIZE + index;
      return keptOf({ ...catalogueVideo(video, isAllowed), id: video.videoId, position }, gallery.query);
    });

  /** Lists say nothing of lengths: what the build knew of a video goes on. */
  function withLengths(listed: readonly IndexedVideo[]): IndexedVideo[] {
    const known = new Map(videos.map((video) => [video.id, video]));
    return listed.map((video) => {
      const { duration, playable } = known.get(video.id) ?? {};
      return {
        ...video,
        ...(duration !== undefined && { duration }),
        ...(playable !== undefined && { playable }),
      };
    });
  }

  function replace(listed: readonly IndexedVideo[]): void {
    readAt = clock.now();
    const now = withLengths(listed);
    if (JSON.stringify(now) !== JSON.stringify(videos)) videos = now;
  }

  function watch(page: number): void {
    reads.watch(gallery.query, page, {
      isDue: () => Boolean(brought) || (pages === 1 && age() >= OF_USE),
      take(answer, isAllowed) {
        const listed = indexed(answer, page, isAllowed);
        const wanted = pagesOf(gallery, answer.pagination.pagesTotal);
        if (page === 1) pages = wanted;
        if (brought) brought.set(page, listed);
        else if (wanted === 1) replace(listed);
      },
    });
  }

  async function readPage(page: number): Promise<IndexedVideo[] | undefined> {
    if (page > 1) watch(page);
    await reads.read(gallery.query, page);
    return brought?.get(page);
  }

  async function readAll(): Promise<IndexedVideo[] | undefined> {
    const listed = await readPage(1);
    if (!listed) return undefined;
    const all = [...listed];
    for (let next = 2; next <= pages; next += AT_ONCE) {
      const some = Array.from({ length: Math.min(AT_ONCE, pages - next + 1) }, (_, index) => next + index);
      for (const each of await Promise.all(some.map(readPage))) {
        if (!each) return undefined;
        all.push(...each);
      }
    }
    // A video that moved to a page that was read later stands there as well.
    return [...new Map(all.map((video) => [video.id, video])).values()];
  }

  async function refresh(): Promise<void> {
    brought = new Map();
    const listed = await readAll();
    brought = undefined;
    if (listed) {
      replace(listed);
      return;
    }
    failedAt = clock.now();
    const since = Number.isFinite(readAt) ? `of ${Math.ceil(age() / MINUTE)} min ago` : 'of the build';
    reads.warn(
      `The list of the gallery "${gallery.id}" could not be read, so its page shows the one ${since}.`,
    );
  }

  function refreshed(): Promise<void> {
    reading ??= refresh().finally(() => {
      reading = undefined;
    });
    return reading;
  }

  function refreshSoon(): void {
    if (isScheduled || reading) return;
    isScheduled = true;
    clock.after(pages === 1 ? GRACE : 0, () => {
      isScheduled = false;
      if (age() >= fresh()) void refreshed();
    });
  }

  watch(1);
  return {
    async current() {
      if (age() < fresh()) return videos;
      if (clock.now() - failedAt < PAUSE) return videos;
      const hasFailed = failedAt > readAt;
      if (hasFailed || age() < fresh() + SPARE) refreshSoon();
      else {
        const patience = Promise.withResolvers<void>();
        clock.after(PATIENCE, patience.resolve);
        await Promise.race([refreshed(), patience.promise]);
      }
      return videos;
    },
  };
}
