import type { AssetName } from '../../contract/assets.js';
import { isSameOrigin } from '../http/same-origin.js';

/**
 * What a request for the watch address may have: `mint` a token; `ask` the visitor with a button first, because
 * the client does not say what it is about to do; `describe` without minting (prefetch, HEAD, link previews).
 */
export type WatchIntent = 'mint' | 'ask' | 'describe' | 'refuse';

const MEDIA_DESTINATIONS = new Set(['image', 'video', 'audio', 'iframe']);

export function watchIntent(request: Request, url: URL, as: AssetName | undefined): WatchIntent {
  const { headers, method } = request;
  if (method === 'POST') return isSameOrigin(headers, url) ? 'mint' : 'refuse';
  if (method === 'HEAD') return 'describe';
  if (method !== 'GET') return 'refuse';
  if (/prefetch|prerender/.test(headers.get('sec-purpose') ?? headers.get('purpose') ?? ''))
    return 'describe';
  const mode = headers.get('sec-fetch-mode');
  if (mode === null) return 'ask';
  const destination = headers.get('sec-fetch-dest') ?? '';
  // Another site may link here, but not frame the player or draw the picture in a page of its own.
  if (headers.get('sec-fetch-site') === 'cross-site' && destination !== 'document') return 'describe';
  if (mode === 'navigate') return 'mint';
  return as && MEDIA_DESTINATIONS.has(destination) ? 'mint' : 'describe';
}
