import pLimit from 'p-limit';
import type { ApiVideoClient } from '../api-video/client.js';
import { ApiVideoError } from '../api-video/error.js';
import { mintedVideo, publicAssets, sessionAssets } from '../api-video/private-assets.js';
import type { ApiVideo } from '../api-video/schema.js';
import type { GrantSource } from '../shared/grant-payload.js';
import type { BusyVideo, GoneVideo, ReadyVideo } from '../shared/tokens.js';

export interface Wanted {
  videoId: string;
  source: GrantSource;
}

export type Issued = ReadyVideo | GoneVideo | BusyVideo;

/** A never-used session per wanted video. Always answers for each; one failing video never fails its neighbours. */
export type Issue = (wanted: readonly Wanted[], signal?: AbortSignal) => Promise<ReadonlyMap<string, Issued>>;

/** A session lives 24 hours (apivideo-contract 9.4); ten seconds less allow for clocks and the way to the browser. */
export const SESSION_SECONDS = 24 * 60 * 60 - 10;

const TRANSIENT_RETRY = 5;
const LASTING_RETRY = 60;

export interface IssuerDependencies {
  client: ApiVideoClient;
  /** Calls to api.video under way at once, for all visitors together. */
  concurrency?: number;
  onError?: (videoId: string, error: unknown) => void;
}

export function createIssuer({ client, concurrency = 24, onError }: IssuerDependencies): Issue {
  const limit = pLimit(concurrency);

  async function issueOne(videoId: string, signal?: AbortSignal): Promise<Issued> {
    try {
      return await readyVideo(client, await client.getVideo(videoId, { signal }), signal);
    } catch (error) {
      if (error instanceof ApiVideoError && error.reason === 'not-found') return { status: 'gone' };
      onError?.(videoId, error);
      return { status: 'busy', retryIn: retryIn(error) };
    }
  }

  return async (wanted, signal) => {
    const ids = [...new Set(wanted.map(({ videoId }) => videoId))];
    return new Map(
      await Promise.all(ids.map(async (id) => [id, await limit(issueOne, id, signal)] as const)),
    );
  };
}

async function readyVideo(
  client: ApiVideoClient,
  video: ApiVideo,
  signal?: AbortSignal,
): Promise<ReadyVideo> {
  if (video.public) {
    return {
      status: 'ready',
      id: video.videoId,
      expiresIn: SESSION_SECONDS,
      assets: publicAssets(video, client.isAllowed),
    };
  }
  const { id, location, assets } = mintedVideo(video, client.isAllowed);
  const sessionToken = await client.openSession(assets.hls, location, { signal });
  return {
    status: 'ready',
    id,
    privateToken: location.token,
    sessionToken,
    expiresIn: SESSION_SECONDS,
    assets: sessionAssets(assets, sessionToken),
  };
}

function retryIn(error: unknown): number {
  if (!(error instanceof ApiVideoError)) return LASTING_RETRY;
  if (error.reason === 'rate-limited') return error.retryAfter ?? LASTING_RETRY;
  return error.reason === 'unavailable' || error.reason === 'token-used' ? TRANSIENT_RETRY : LASTING_RETRY;
}
