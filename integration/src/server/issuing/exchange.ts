import pLimit from 'p-limit';
import type { MintingClient } from '../../api-video/client.js';
import { type MintedVideo, mintedVideo, sessionAssets } from '../../api-video/private-assets.js';
import type { MintingVideo } from '../../api-video/schema.js';
import { createSession, type Session } from './session.js';

/** Tokens remembered, so that one seen twice counts once. In memory only. */
const MOST_REMEMBERED = 50_000;

/**
 * What is known of a private token when an answer brings it: nothing; that its session was open (`spent`) or that
 * opening one had failed (`failed`) when the answer was asked for; or that another answer brought it meanwhile.
 */
export type TokenState = 'new' | 'spent' | 'failed' | 'shared';

interface Exchanged {
  state: 'spent' | 'failed';
  at: number;
}

export interface Exchange {
  /** The state of the private token in an answer that was asked for at `askedAt`. Throws when it has none. */
  stateOf(video: MintingVideo, askedAt: number): TokenState;
  /** Uses the private token up at once, for a session. */
  open(video: MintingVideo): Promise<Session>;
}

export function createExchange(
  client: MintingClient,
  options: { concurrency: number; now: () => number },
): Exchange {
  const limit = pLimit(options.concurrency);
  /** An answer is looked at more than once, its URLs are taken apart once. */
  const minted = new WeakMap<MintingVideo, MintedVideo>();
  /** Without a value while the exchange is under way. */
  const remembered = new Map<string, Exchanged | undefined>();

  function remember(token: string, state?: Exchanged['state']): void {
    remembered.set(token, state && { state, at: options.now() });
    if (remembered.size > MOST_REMEMBERED) remembered.delete(remembered.keys().next().value as string);
  }

  function mintedBy(video: MintingVideo): MintedVideo {
    const found = minted.get(video) ?? mintedVideo(video, client.isAllowed);
    minted.set(video, found);
    return found;
  }

  return {
    stateOf(video, askedAt) {
      const { token } = mintedBy(video).location;
      if (!remembered.has(token)) return 'new';
      const known = remembered.get(token);
      return known && known.at < askedAt ? known.state : 'shared';
    },
    async open(video) {
      const { id, location, assets } = mintedBy(video);
      remember(location.token);
      const sessionToken = await limit(() => client.openSession(assets.hls, location)).catch(
        (error: unknown) => {
          remember(location.token, 'failed');
          throw error;
        },
      );
      remember(location.token, 'spent');
      return createSession(
        { id, privateToken: location.token, sessionToken, assets: sessionAssets(assets, sessionToken) },
        options.now(),
      );
    },
  };
}
