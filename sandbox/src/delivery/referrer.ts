import type { Incoming } from '../http/exchange.js';
import type { World } from '../world.js';

/**
 * Whether the page that asks may show assets (api-video.md, "Referrers and CORS"). The player's own requests always
 * may.
 */
export function referrerAllowed({ switches, origins }: World, { headers }: Incoming): boolean {
  const { allowedReferrers, allowEmptyReferrer } = switches;
  if (allowedReferrers === null) return true;
  const { referer } = headers;
  if (!referer) return allowEmptyReferrer;
  if (!URL.canParse(referer)) return false;
  const { host, hostname, origin } = new URL(referer);
  return origin === origins.embed || allowedReferrers.includes(host) || allowedReferrers.includes(hostname);
}
