import { LRUCache } from 'lru-cache';
import { type MintedVideo, mintedVideo, sessionAssets } from '../../../api-video/assets.js';
import type { MintingClient } from '../../../api-video/client.js';
import type { MintingVideo } from '../../../api-video/schema.js';
import { sizeCalculation } from '../one-each.js';
import type { SetTimer } from '../timer.js';
import { createSession, type Session } from './ready-session.js';
import { createTurns } from './turns.js';

/** Tokens remembered, so that one seen twice counts once. In memory only. */
const MOST_REMEMBERED = 50_000;

/** Exchanges that may wait for each that is under way. */
const MOST_WAITING = 4;
/** The same for those that nobody waits for: a read has paid for their tokens, and another would have to. */
const MOST_SPARE = 8;
/** How much the latest exchange counts in the mean of their durations. */
const NEWEST = 0.05;

/**
 * What is known of a private token when an answer brings it: nothing; that its session was open (`spent`) or that
 * opening one had failed (`failed`) when the answer was asked for; or that another answer brought it meanwhile.
 */
export type TokenState = 'new' | 'spent' | 'failed' | 'shared';

interface Exchanged {
  state: 'spent' | 'failed';
  at: number;
}

/** Who waits for a session. */
export interface ExchangeFor {
  /** Undefined where it is for the pool: visitors come first, and take turns. */
  visitor: string | undefined;
  /** Asked when its turn comes. */
  isWanted: () => boolean;
}

export interface Exchange {
  /** The state of the private token in an answer that was asked for at `askedAt`. Throws when it has none. */
  stateOf(video: MintingVideo, askedAt: number): TokenState;
  /** Uses the private token up, for a session; undefined where nobody wanted it any more when its turn came. */
  openSession(video: MintingVideo, wish: ExchangeFor): Promise<Session | undefined>;
  /** How many more tokens can be exchanged in time for those who wait. */
  room(): number;
  /** Whether nothing of a visitor waits for its turn. */
  isNext(visitor: string): boolean;
  /** Milliseconds until a token of this moment would be a session. */
  takes(): number;
  /** Whether exchanges for the pool would hold nobody up, and begin at once. */
  isIdle(): boolean;
  /** Whether tokens that are there already may wait for an exchange that nobody waits for. */
  takesSpare(): boolean;
}

export interface ExchangeOptions {
  concurrency: number;
  /** Milliseconds a visitor's request may wait. */
  patience: number;
  now: () => number;
  setTimer: SetTimer;
}

export function createExchange(client: MintingClient, options: ExchangeOptions): Exchange {
  const { concurrency, patience, now, setTimer } = options;
  const turns = createTurns(concurrency, setTimer);
  /** An answer is looked at more than once, its URLs are taken apart once. */
  const minted = new WeakMap<MintingVideo, MintedVideo>();
  const remembered = new LRUCache<string, Exchanged | 'under way'>({
    maxSize: MOST_REMEMBERED,
    sizeCalculation,
  });
  /** Milliseconds that an exchange takes at the moment; at first a careful guess. */
  let duration = patience / 4;

  function mintedBy(video: MintingVideo): MintedVideo {
    const found = minted.get(video) ?? mintedVideo(video, client.isAllowed);
    minted.set(video, found);
    return found;
  }

  async function exchanged({ location, assets }: MintedVideo): Promise<string> {
    const start = now();
    try {
      return await client.openSession(assets.hls, location);
    } finally {
      duration += NEWEST * (Math.max(0, now() - start) - duration);
    }
  }

  return {
    stateOf(video, askedAt) {
      const { token } = mintedBy(video).location;
      const known = remembered.peek(token);
      if (!known) return 'new';
      return known !== 'under way' && known.at < askedAt ? known.state : 'shared';
    },
    async openSession(video, { visitor, isWanted }) {
      const token = mintedBy(video);
      const { id, location, assets } = token;
      remembered.set(location.token, 'under way');
      const sessionToken = await turns
        .run(visitor, isWanted, () => exchanged(token))
        .catch((error: unknown) => {
          remembered.set(location.token, { state: 'failed', at: now() });
          throw error;
        });
      if (sessionToken === undefined) {
        remembered.delete(location.token);
        return undefined;
      }
      remembered.set(location.token, { state: 'spent', at: now() });
      return createSession(
        { id, privateToken: location.token, sessionToken, assets: sessionAssets(assets, sessionToken) },
        now(),
      );
    },
    room() {
      // Half of the time a visitor waits goes to the read, and to whatever else is waited for.
      const rounds = patience / 2 / Math.max(1, duration) - 1;
      const queue = Math.floor(concurrency * Math.min(MOST_WAITING, Math.max(0, rounds)));
      return Math.max(0, concurrency - turns.running()) + queue - turns.waiting();
    },
    isNext: (visitor) => !turns.isWaiting(visitor),
    // Never so long that nobody is served any more, and nobody finds out that it has become less.
    takes: () => Math.min(patience / 2, duration * (1 + turns.waiting() / concurrency)),
    takesSpare: () => turns.waiting() === 0 && turns.spare() < concurrency * MOST_SPARE,
    isIdle: () => turns.waiting() === 0 && turns.hasSpare() && turns.spare() < concurrency,
  };
}
