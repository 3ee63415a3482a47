import type { Incoming } from '../http/exchange.js';

/**
 * Whether a request may administer the sandbox: it came to a loopback name, which keeps rebound DNS names out, and no
 * other site's page sent it.
 */
export function mayAdminister({ headers }: Incoming): boolean {
  const host = headers.host ?? '';
  if (!/^(127\.0\.0\.1|localhost|\[::1\])(:\d+)?$/.test(host)) return false;
  if (headers.origin !== undefined && headers.origin !== `http://${host}`) return false;
  const site = headers['sec-fetch-site'];
  return site === undefined || site === 'same-origin' || site === 'none';
}
