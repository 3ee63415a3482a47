import type { ReadyVideo } from '../../contract/tokens.js';
import { asciiJson } from './ascii-json.js';
import type { SpelledVideo } from './issue.js';

/** The members that never change, as JSON. */
export function spell({
  id,
  privateToken,
  sessionToken,
  assets,
}: Omit<ReadyVideo, 'status' | 'expiresIn'>): string {
  return asciiJson({ id, privateToken, sessionToken, assets });
}

/** For those few who need the members themselves. */
export function readSpelled({ spelled, ...more }: SpelledVideo): ReadyVideo {
  return { ...(JSON.parse(spelled) as Omit<ReadyVideo, 'status' | 'expiresIn'>), ...more };
}
