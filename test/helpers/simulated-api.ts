import type { MintingClient } from '../../integration/src/api-video/client.js';
import { ApiVideoError } from '../../integration/src/api-video/errors.js';
import type { RateLimit } from '../../integration/src/api-video/quota-window.js';
import type { ApiVideo } from '../../integration/src/api-video/schema.js';
import type { VideoQuery } from '../../integration/src/contract/video-query.js';
import type { FakeTime } from './fake-time.js';

export interface AccountOptions {
  time: Pick<FakeTime, 'now' | 'sleep'>;
  /** Ids of the private videos that a list holds, in its order. */
  listed: (query: VideoQuery) => readonly string[];
  /** Reads per minute, in fixed windows. */
  quota: number;
  latency?: number;
}

export interface SimulatedOptions extends Omit<AccountOptions, 'listed'> {
  /** Ids of the private videos, in their stable order. */
  videoIds: readonly string[];
  onRateLimit: (state: RateLimit) => void;
}

/** An account with one client. */
export function createSimulatedApi({ videoIds, onRateLimit, ...account }: SimulatedOptions) {
  const { connect, counts } = createSimulatedAccount({ ...account, listed: () => videoIds });
  return { client: connect(onRateLimit), counts };
}

/**
 * An account on a fake clock, for what would take an hour with the sandbox. Its rules are those of api-video.md,
 * "Rate limits" and "Private tokens".
 */
export function createSimulatedAccount({ time, listed, quota, latency = 80 }: AccountOptions) {
  const host = 'https://vod.api.video/vod';
  const used = new Set<string>();
  const counts = { reads: 0, refused: 0, minted: 0, sessions: 0 };
  let windowStart = time.now();
  let inWindow = 0;

  function video(videoId: string): ApiVideo {
    const token = `T-${counts.minted++}`;
    return {
      videoId,
      title: videoId,
      description: '',
      public: false,
      tags: [],
      metadata: [],
      assets: {
        player: `https://embed.api.video/vod/${videoId}?token=${token}`,
        hls: `${host}/${videoId}/token/${token}/hls/manifest.m3u8`,
        thumbnail: `${host}/${videoId}/token/${token}/thumbnail.jpg`,
      },
    };
  }

  async function read<T>(onRateLimit: SimulatedOptions['onRateLimit'], answer: () => T): Promise<T> {
    if (time.now() - windowStart >= 60_000) {
      windowStart += Math.floor((time.now() - windowStart) / 60_000) * 60_000;
      inWindow = 0;
    }
    inWindow++;
    counts.reads++;
    const resetIn = Math.max(1, Math.ceil((windowStart + 60_000 - time.now()) / 1000));
    const refused = inWindow > quota;
    const state = { limit: quota, remaining: Math.max(0, quota - inWindow), resetIn };
    const result = refused ? undefined : answer();
    await time.sleep(latency);
    onRateLimit(state);
    if (result !== undefined) return result;
    counts.refused++;
    throw new ApiVideoError('rate-limited', 'refused', { status: 429, retryAfter: resetIn });
  }

  const connect = (onRateLimit: SimulatedOptions['onRateLimit']): MintingClient => ({
    isAllowed: () => true,
    mintPage: (query, page) =>
      read(onRateLimit, () =>
        listed(query)
          .slice((page - 1) * 100, page * 100)
          .map(video),
      ),
    getVideo: (id) => read(onRateLimit, () => video(id)),
    async openSession(_mediaUrl, { token }) {
      await time.sleep(latency);
      if (used.has(token)) throw new ApiVideoError('token-used', 'used');
      used.add(token);
      counts.sessions++;
      return `S-${token}`;
    },
  });
  return { connect, counts };
}
