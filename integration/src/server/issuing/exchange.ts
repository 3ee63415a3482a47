import pLimit from 'p-limit';
import type { ApiVideoClient } from '../../api-video/client.js';
import { mintedVideo, sessionAssets } from '../../api-video/private-assets.js';
import type { ApiVideo } from '../../api-video/schema.js';
import type { Session } from './session.js';

/** Tokens remembered, so that one seen twice counts once. In memory only. */
const MOST_REMEMBERED = 50_000;

export interface Exchange {
  /** Whether the private token of this answer is new here. Throws when there is none. */
  isNew(video: ApiVideo): boolean;
  /** Uses the private token up at once, for a session. */
  open(video: ApiVideo): Promise<Session>;
}

export function createExchange(
  client: ApiVideoClient,
  options: { concurrency: number; now: () => number },
): Exchange {
  const limit = pLimit(options.concurrency);
  const remembered = new Set<string>();

  return {
    isNew: (video) => !remembered.has(mintedVideo(video, client.isAllowed).location.token),
    async open(video) {
      const { id, location, assets } = mintedVideo(video, client.isAllowed);
      remembered.add(location.token);
      if (remembered.size > MOST_REMEMBERED) remembered.delete(remembered.values().next().value as string);
      const sessionToken = await limit(() => client.openSession(assets.hls, location));
      return {
        videoId: id,
        privateToken: location.token,
        sessionToken,
        assets: sessionAssets(assets, sessionToken),
        openedAt: options.now(),
      };
    },
  };
}
