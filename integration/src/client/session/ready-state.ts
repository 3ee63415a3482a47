import type { ReadyVideo, TokenResult } from '../../contract/tokens.js';
import type { ReadyState } from './store.js';

/** `https:` anywhere, `http:` on loopback alone. */
const SAFE_URL = /^http(s:|:\/\/(localhost|127\.0\.0\.1|\[::1])(:\d+)?)\//;

/**
 * Whether a session is for this video and lasts, has what a card needs, and none of its URLs could do harm as a link
 * or a picture.
 */
export const fits = ({ id, expiresIn, assets }: ReadyVideo, video: string): boolean =>
  id === video &&
  expiresIn > 1 &&
  Object.values({ player: '', thumbnail: '', ...(assets as object) }).every((url) => SAFE_URL.test(url));

/**
 * The session that an answer brings, if it brings one for this video. It is refreshed five minutes before its end, a
 * short one when a tenth of its life is left.
 *
 * @param video The `video` attribute of the element that asked.
 * @param sentAt When the request left, so that its travel time never makes a session look longer than it is.
 */
export function readyState(
  answer: TokenResult | undefined,
  video: string,
  sentAt: number,
): ReadyState | undefined {
  if (answer?.status !== 'ready' || !fits(answer, video)) return undefined;
  const lifeMs = answer.expiresIn * 1000;
  const expiresAt = sentAt + lifeMs;
  return { ...answer, expiresAt, dueAt: expiresAt - Math.min(3e5, lifeMs / 10) };
}
