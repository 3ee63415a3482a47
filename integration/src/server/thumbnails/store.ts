import { LRUCache } from 'lru-cache';
import { HOUR, MINUTE, USUAL_WAIT } from '../../contract/durations.js';
import { busyFor } from '../issuing/failure-kinds.js';
import type { Issue, IssueOptions, IssueRequest } from '../issuing/issue.js';
import { deserializeVideo } from '../issuing/serialize.js';
import { fetchThumbnail, type Thumbnail } from './fetch.js';

/** What became of a wish for a thumbnail. */
export type ThumbnailResult = Thumbnail | { status: 'gone' } | { status: 'busy'; retryIn: number };

/** Who wants a thumbnail, and what that may cost. */
export type ThumbnailFor = Pick<IssueOptions, 'visitor' | 'allowance'>;

export interface ThumbnailStoreDependencies {
  issue: Issue;
  now: () => number;
  /** Bytes kept in all; the thumbnails asked for longest ago go first. */
  capacity?: number;
}

interface Kept {
  /** Undefined while none could be fetched. */
  thumbnail: Thumbnail | undefined;
  fetchedAt: number;
  /** Carries the server's own session of this video, for the next fetch. */
  url: string;
  expiresAt: number;
  /** Fetches in a row that brought no thumbnail, and when the next one may be made. */
  failures: number;
  retryAt: number;
}

const CAPACITY = 64 * 1024 * 1024;
/** What an entry is counted for besides its thumbnail. */
const ENTRY = 1024;
/** A new image at api.video shows after this many milliseconds at the latest. */
const FRESH_FOR = HOUR;
const FIRST_PAUSE = USUAL_WAIT * 1000;
const LONGEST_PAUSE = 10 * MINUTE;

const pauseAfter = (failures: number) => Math.min(LONGEST_PAUSE, FIRST_PAUSE * 2 ** (failures - 1));
const isBusy = (result: ThumbnailResult) => 'status' in result && result.status === 'busy';

/** Keeps one session and one thumbnail per video, for all visitors together; fetches each once at a time. */
export function createThumbnailStore({ issue, now, capacity = CAPACITY }: ThumbnailStoreDependencies) {
  const kept = new LRUCache<string, Kept>({
    maxSize: capacity,
    sizeCalculation: ({ thumbnail }) => ENTRY + (thumbnail?.bytes.byteLength ?? 0),
  });
  const fetching = new Map<string, Promise<ThumbnailResult>>();

  /** Milliseconds until a thumbnail that failed may be fetched again; none where the clock stepped back. */
  function pauseOf({ retryAt }: Kept): number {
    const pause = retryAt - now();
    return pause > LONGEST_PAUSE ? 0 : Math.max(0, pause);
  }

  /** Fetches by the session of an entry, and keeps what came of it: the session as well, and how often it failed. */
  async function fetchBy(videoId: string, entry: Kept): Promise<ThumbnailResult | 'refused'> {
    const thumbnail = await fetchThumbnail(entry.url);
    if (typeof thumbnail !== 'string') {
      kept.set(videoId, { ...entry, thumbnail, fetchedAt: now(), failures: 0, retryAt: 0 });
      return thumbnail;
    }
    const failures = entry.failures + 1;
    const pause = pauseAfter(failures);
    kept.set(videoId, { ...entry, failures, retryAt: now() + pause });
    return thumbnail === 'refused' ? thumbnail : (entry.thumbnail ?? busyFor(pause));
  }

  async function viaNewSession(
    request: IssueRequest,
    who: ThumbnailFor,
    before: Kept | undefined,
    distrust = false,
  ): Promise<ThumbnailResult> {
    const { videoId } = request;
    const result = (await issue([request], { ...who, keepReady: false, distrust })).get(videoId);
    if (result?.status === 'gone') {
      kept.delete(videoId);
      return result;
    }
    if (result?.status !== 'ready') return before?.thumbnail ?? result ?? busyFor(FIRST_PAUSE);
    const url = deserializeVideo(result).assets.thumbnail;
    const entry: Kept = {
      thumbnail: before?.thumbnail,
      fetchedAt: before?.fetchedAt ?? 0,
      url,
      expiresAt: now() + result.expiresIn * 1000,
      failures: before?.failures ?? 0,
      retryAt: 0,
    };
    const fetched = await fetchBy(videoId, entry);
    return fetched === 'refused' ? (entry.thumbnail ?? busyFor(pauseAfter(entry.failures + 1))) : fetched;
  }

  /** By the session there is, while that counts; it is worth another one only where it is refused. */
  async function obtain(request: IssueRequest, who: ThumbnailFor): Promise<ThumbnailResult> {
    const entry = kept.get(request.videoId);
    if (!entry || entry.expiresAt <= now()) return viaNewSession(request, who, entry);
    const result = await fetchBy(request.videoId, entry);
    return result === 'refused' ? viaNewSession(request, who, entry, true) : result;
  }

  return {
    async get(request: IssueRequest, who: ThumbnailFor = {}): Promise<ThumbnailResult> {
      const { videoId } = request;
      const underWay = fetching.get(videoId);
      if (underWay) {
        const result = await underWay;
        // Another visitor may have had no reads left for it.
        if (!isBusy(result)) return result;
      }
      const entry = kept.get(videoId);
      if (entry) {
        if (entry.thumbnail && Math.abs(now() - entry.fetchedAt) < FRESH_FOR) return entry.thumbnail;
        const pause = pauseOf(entry);
        if (pause > 0) return entry.thumbnail ?? busyFor(pause);
      }
      const started = fetching.get(videoId) ?? obtain(request, who).finally(() => fetching.delete(videoId));
      fetching.set(videoId, started);
      return started;
    },
    stats: () => ({
      thumbnails: [...kept.values()].filter(({ thumbnail }) => thumbnail).length,
      bytes: kept.calculatedSize,
    }),
  };
}

export type ThumbnailStore = ReturnType<typeof createThumbnailStore>;
