import { setTimeout as wait } from 'node:timers/promises';
import type { z } from 'astro/zod';
import { isVideoId } from '../contract/video-id.js';
import type { VideoQuery } from '../contract/video-query.js';
import type { AssetLocation } from './asset-url.js';
import { checkedKey, checkedUrl } from './credentials.js';
import { ApiVideoError, failureOf, invalidAnswer } from './errors.js';
import { createHostCheck, type HostCheck } from './hosts.js';
import { nextWait, type RetryPolicy } from './http/retry.js';
import { type Fetch, parseJson, send } from './http/send.js';
import { sessionFetch } from './http/session-fetch.js';
import { listPath } from './query.js';
import { type RateLimit, readRateLimit } from './quota-window.js';
import type { UnreadItem } from './read-item.js';
import {
  type ApiVideo,
  type MintingVideo,
  mintingPageSchema,
  statusSchema,
  type VideoPage,
  videoPageSchema,
  videoSchema,
} from './schema.js';
import { openSession } from './session.js';

export interface ClientOptions {
  apiKey: string;
  /** Default: production. */
  apiUrl?: string | undefined;
  /** Further hosts assets may live on, such as custom domains. */
  hosts?: readonly string[];
  retry?: RetryPolicy;
  /** Milliseconds for one call, body included. Default 10 s. */
  timeout?: number;
  fetch?: Fetch;
  sleep?: (milliseconds: number, signal?: AbortSignal) => Promise<unknown>;
  random?: () => number;
  /** Told the state of the read quota after every answer that names it. */
  onRateLimit?: (state: RateLimit) => void;
  /** Told what `mintPage` left out. Such an item may come again with each page. */
  onUnread?: (items: readonly UnreadItem[]) => void;
}

interface CallOptions {
  signal?: AbortSignal | undefined;
}

interface ReadOptions extends CallOptions {
  /** Asked before each further attempt, which api.video counts as well. */
  mayRetry?: (() => Promise<boolean>) | undefined;
}

/** The one place that speaks HTTP to api.video. Every method throws `ApiVideoError` and nothing else of its own. */
export interface ApiVideoClient {
  isAllowed: HostCheck;
  /** One page of up to 100 items; mints a private token for each private video. */
  listVideos(query: VideoQuery, page: number, options?: ReadOptions): Promise<VideoPage>;
  /** The same for tokens alone, in a fraction of the time. */
  mintPage(query: VideoQuery, page: number, options?: ReadOptions): Promise<MintingVideo[]>;
  /** One video; mints a private token if it is private. */
  getVideo(id: string, options?: ReadOptions): Promise<ApiVideo>;
  /** Whether a video can be played, and its length in seconds. Mints nothing. */
  getStatus(id: string, options?: CallOptions): Promise<{ playable: boolean; duration?: number }>;
  /** Uses the private token up, for a session token good for 24 hours. */
  openSession(mediaUrl: string, at: Required<AssetLocation>, options?: CallOptions): Promise<string>;
}

/** Refuses an id that could reshape the URL. */
function videoPath(id: string): string {
  if (!isVideoId(id)) throw new ApiVideoError('not-found', 'That is not the id of a video.');
  return `/videos/${encodeURIComponent(id)}`;
}

/** The part that issuing tokens needs. */
export type MintingClient = Pick<ApiVideoClient, 'isAllowed' | 'mintPage' | 'openSession'> & {
  getVideo(id: string, options?: ReadOptions): Promise<MintingVideo>;
  /** Where live galleries are wanted. */
  listVideos?: ApiVideoClient['listVideos'];
};

/**
 * A page of 100 ordinary videos has about 125 kB. This leaves every one of them 80 kB for its description, tags and
 * metadata, and eight pages at once are still little memory.
 */
const LARGEST_PAGE = 8 * 1024 * 1024;
/** One video or its status, or an error: ten times that. */
const LARGEST_VIDEO = 1024 * 1024;

const DEFAULT_RETRY: RetryPolicy = { attempts: 3, longestWait: 5000 };

export function createClient(options: ClientOptions): ApiVideoClient {
  const apiUrl = checkedUrl(options.apiUrl);
  const { fetch = globalThis.fetch, retry = DEFAULT_RETRY, timeout = 10_000, random = Math.random } = options;
  const sleep = options.sleep ?? ((ms, signal) => wait(ms, undefined, signal ? { signal } : undefined));
  const headers = {
    accept: 'application/json',
    authorization: `Basic ${Buffer.from(`${checkedKey(options.apiKey)}:`).toString('base64')}`,
  };

  async function readOnce<T>(
    path: string,
    schema: z.ZodType<T>,
    call?: ReadOptions & { asBytes?: boolean },
  ): Promise<T> {
    const isList = path.startsWith('/videos?');
    const limit = isList ? LARGEST_PAGE : LARGEST_VIDEO;
    const answer = await send(fetch, apiUrl + path, { ...call, headers, timeout, limit });
    const state = readRateLimit(answer.headers);
    if (state) options.onRateLimit?.(state);
    if (answer.status !== 200) throw failureOf(answer, apiUrl, isList);
    const parsed = schema.safeParse(parseJson(answer.text));
    if (!parsed.success) throw invalidAnswer(apiUrl, answer.status);
    return parsed.data;
  }

  async function read<T>(
    path: string,
    schema: z.ZodType<T>,
    call?: ReadOptions & { asBytes?: boolean },
  ): Promise<T> {
    for (let attempt = 1; ; attempt++) {
      try {
        return await readOnce(path, schema, call);
      } catch (error) {
        const pause = nextWait(error, attempt, retry, random);
        if (pause === undefined || (await call?.mayRetry?.()) === false) throw error;
        await sleep(pause, call?.signal);
      }
    }
  }

  return {
    isAllowed: createHostCheck({ apiUrl, hosts: options.hosts ?? [] }),
    listVideos: (query, page, call) => read(listPath(query, page), videoPageSchema, call),
    async mintPage(query, page, call) {
      const minted = await read(listPath(query, page), mintingPageSchema, { ...call, asBytes: true });
      if (minted.unread.length > 0) options.onUnread?.(minted.unread);
      return minted.data;
    },
    getVideo: async (id, call) => read(videoPath(id), videoSchema, call),
    async getStatus(id, call) {
      const { encoding } = await read(`${videoPath(id)}/status`, statusSchema, call);
      const duration = encoding?.metadata?.duration;
      return { playable: encoding?.playable === true, ...(duration ? { duration } : {}) };
    },
    openSession: (mediaUrl, at, call) =>
      openSession(options.fetch ?? sessionFetch, mediaUrl, at, { timeout, signal: call?.signal }),
  };
}
