import type { Incoming } from '../http/exchange.js';

/**
 * Whether a request to a delivery host carries the API key, where it never belongs (api-video.md,
 * "The key stays on the server").
 */
export function carriesKey({ url, headers }: Incoming, apiKey: string): boolean {
  const authorization = headers.authorization ?? '';
  const credentials = Buffer.from(authorization.replace(/^\S+ /, ''), 'base64').toString();
  return [authorization, credentials, url.pathname, ...url.searchParams.values()].some((text) =>
    text.includes(apiKey),
  );
}
