import pLimit from 'p-limit';
import type { ReadAllowance } from '../issue.js';
import type { IssuerState } from '../issuer-state.js';
import { deserializeVideo } from '../serialize.js';
import { readyFromSession } from './ready-session.js';

const AT_ONCE = 8;

/**
 * Drops the ready sessions of videos where they have ended early, as a visitor says who got some: one of each video is
 * tried, so that nobody empties the pool by saying so. A try counts as a read of the visitor's; one there is none left
 * for is not made.
 */
export async function dropEnded(
  { pool, isSessionOver, now }: IssuerState,
  videoIds: readonly string[],
  allowance: ReadAllowance | undefined,
): Promise<void> {
  const waiting = videoIds.flatMap((videoId) => pool.peek(videoId) ?? []);
  if (waiting.length === 0) return;
  const granted = allowance ? (await allowance.reserve(waiting.length)).granted : waiting.length;
  const limit = pLimit(AT_ONCE);
  await Promise.all(
    waiting.slice(0, granted).map((session) =>
      limit(async () => {
        const { assets } = deserializeVideo(readyFromSession(session, now()));
        if (assets.hls && (await isSessionOver(assets.hls))) pool.drop(session.videoId, session.openedAt);
      }),
    ),
  );
}
