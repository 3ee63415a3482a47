import { type MintedVideo, mintedVideo } from '../../api-video/assets.js';
import { checkedUrl } from '../../api-video/credentials.js';
import { createHostCheck, type HostCheck } from '../../api-video/hosts.js';
import { type Answer, parseJson, send } from '../../api-video/http/send.js';
import { listPath } from '../../api-video/query.js';
import { type ApiVideo, videoPageSchema, videoSchema } from '../../api-video/schema.js';
import type { VideoQuery } from '../../contract/video-query.js';
import type { Secrets } from './secrets.js';

export interface AccountOptions {
  apiKey: string;
  apiUrl: string | undefined;
  hosts: readonly string[];
  /** Sent to delivery hosts as a page of the site would. */
  site: string | undefined;
  fetch: typeof globalThis.fetch;
  secrets: Secrets;
}

/**
 * The account under examination. Unlike the client of `api-video/` it shows answers as they come, retries nothing, and
 * tells `secrets` of every token it is given.
 */
export interface Account {
  apiUrl: string;
  site: string;
  isAllowed: HostCheck;
  /** A management call with the key. */
  read(path: string): Promise<Answer>;
  /** A call of a delivery host: never with the key. */
  deliver(url: string, headers?: Record<string, string>, method?: string): Promise<Answer>;
  /** Reads a video, which mints a token if it is private. */
  video(id: string): Promise<ApiVideo | undefined>;
  /** The videos on the first page of a list. */
  list(query: VideoQuery): Promise<ApiVideo[] | undefined>;
  minted(video: ApiVideo): MintedVideo;
}

const TIMEOUT = 15_000;
/** A part of a video, should a host not heed that only its first byte is asked for. */
const LARGEST_ANSWER = 32 * 1024 * 1024;

export function createAccount(options: AccountOptions): Account {
  const { apiKey, hosts, site = 'https://www.example.com', fetch, secrets } = options;
  const apiUrl = checkedUrl(options.apiUrl);
  const isAllowed = createHostCheck({ apiUrl, hosts });
  const authorization = `Basic ${Buffer.from(`${apiKey}:`).toString('base64')}`;
  secrets.add(apiKey);

  const read = (path: string) =>
    send(fetch, apiUrl + path, {
      headers: { accept: 'application/json', authorization },
      timeout: TIMEOUT,
      limit: LARGEST_ANSWER,
    });
  return {
    apiUrl,
    site,
    isAllowed,
    read,
    deliver: (url, headers = {}, method = 'GET') =>
      send((address, init) => fetch(address, { ...init, method }), url, {
        headers: { origin: site, referer: `${site}/`, ...headers },
        timeout: TIMEOUT,
        limit: LARGEST_ANSWER,
      }),
    async video(id) {
      const answer = await read(`/videos/${encodeURIComponent(id)}`);
      return videoSchema.safeParse(parseJson(answer.text)).data;
    },
    async list(query) {
      const answer = await read(listPath(query, 1));
      return videoPageSchema.safeParse(parseJson(answer.text)).data?.data;
    },
    minted(video) {
      const minted = mintedVideo(video, isAllowed);
      secrets.add(minted.location.token);
      return minted;
    },
  };
}
