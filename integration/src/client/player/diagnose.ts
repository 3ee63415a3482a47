import { isRefusal } from '../../contract/refusals.js';
import type { Sources } from './sources.js';

/**
 * Why a video does not play.
 *
 * - `ended`: its addresses are refused. A session that is over, or a public video that is public no more.
 * - `offline`: the browser has no connection.
 * - `failing`: its addresses cannot be had at the moment.
 * - `playable`: they can be had, so it is up to the player.
 */
export type Diagnosis = 'ended' | 'offline' | 'failing' | 'playable';

const TIMEOUT_MS = 5000;

/** Asks for the playlist (else the file) that every player needs, by the same session. Never rejects. */
export async function diagnose({ hls, mp4, player }: Sources): Promise<Diagnosis> {
  if (!navigator.onLine) return 'offline';
  try {
    const { ok, status } = await ask(hls ?? mp4 ?? player, hls ? {} : { headers: { range: 'bytes=0-0' } });
    return isRefusal(status) ? 'ended' : ok ? 'playable' : 'failing';
  } catch {
    // Without CORS nothing can be read of the answer, and yet there may be one.
    const isThere = await ask(hls ?? player, { mode: 'no-cors' }).then(
      () => true,
      () => false,
    );
    return isThere ? 'playable' : navigator.onLine ? 'failing' : 'offline';
  }
}

async function ask(url: string, options: RequestInit): Promise<Response> {
  const signal = AbortSignal.timeout(TIMEOUT_MS);
  const response = await fetch(url, { ...options, cache: 'no-store', credentials: 'omit', signal });
  await response.body?.cancel();
  return response;
}
