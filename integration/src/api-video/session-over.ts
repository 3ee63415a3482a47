import { isRefusal } from '../contract/refusals.js';
import { send } from './http/send.js';
import { sessionFetch } from './http/session-fetch.js';

const TIMEOUT = 3000;
/** A playlist is some kilobytes. */
const LARGEST_PLAYLIST = 256 * 1024;

/**
 * Whether a session that was opened counts no more: its playlist is refused. What cannot be told is no. Costs no read at
 * api.video, and never rejects.
 *
 * @param hls The playlist's address with the session.
 */
export async function isSessionOver(hls: string): Promise<boolean> {
  try {
    const call = { timeout: TIMEOUT, headers: {}, limit: LARGEST_PLAYLIST };
    return isRefusal((await send(sessionFetch, hls, call)).status);
  } catch {
    return false;
  }
}
