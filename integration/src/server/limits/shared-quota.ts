import { createHash } from 'node:crypto';
import type { MintingClient } from '../../api-video/client.js';
import { ApiVideoError } from '../../api-video/errors.js';
import { wholeSeconds } from '../../contract/durations.js';
import { createLimiter } from './limiter.js';
import type { RedisConnection } from './redis-connection.js';

/** Reads a minute in production (api-video.md, "Rate limits"), until an answer says otherwise. */
const USUAL_LIMIT = 500;

export interface SharedQuota {
  /** Learns the real number of reads a minute. */
  learn(limit: number): void;
  /** The same client, whose reads are counted together with those of the other instances. */
  wrap(client: MintingClient): MintingClient;
}

/** Several instances use up one quota: each read is counted in Redis before it is made. */
export function createSharedQuota(redis: RedisConnection, apiKey: string, instances: number): SharedQuota {
  const key = createHash('sha256').update(apiKey).digest('base64url').slice(0, 22);
  const create = (points: number) => createLimiter({ name: `quota:${points}`, points, redis, instances });
  let limit = USUAL_LIMIT;
  let limiter = create(limit);

  const take = () => limiter.take(key);

  async function claim(): Promise<void> {
    const wait = await take();
    if (wait === 0) return;
    throw new ApiVideoError(
      'rate-limited',
      'The instances of this site have used the quota of api.video up.',
      {
        retryAfter: wholeSeconds(wait),
      },
    );
  }

  const counted = <Options extends { mayRetry?: (() => Promise<boolean>) | undefined }>(
    options?: Options,
  ) => ({
    ...options,
    mayRetry: async () => (await options?.mayRetry?.()) !== false && (await take()) === 0,
  });

  return {
    learn(told) {
      if (told === limit || told < 1) return;
      limit = told;
      limiter = create(told);
    },
    wrap: ({ listVideos, ...client }) => ({
      ...client,
      ...(listVideos && {
        async listVideos(query, page, options) {
          await claim();
          return listVideos(query, page, counted(options));
        },
      }),
      async mintPage(query, page, options) {
        await claim();
        return client.mintPage(query, page, counted(options));
      },
      async getVideo(id, options) {
        await claim();
        return client.getVideo(id, counted(options));
      },
    }),
  };
}
