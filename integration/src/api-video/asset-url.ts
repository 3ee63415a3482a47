import { isVideoId } from '../contract/video-id.js';
import type { HostCheck } from './hosts.js';

/** What an asset URL says about its medium (api-video.md, "Addresses of assets"). */
export interface AssetLocation {
  kind: 'vod' | 'live';
  id: string;
  /** The private token; absent from the URLs of public media. */
  token?: string;
}

/** The form of private tokens and session tokens; text of any other form never gets into a URL. */
export const TOKEN = /^[A-Za-z0-9_-]{1,128}$/;

function location(
  kind: AssetLocation['kind'],
  id?: string,
  token?: string | null,
): AssetLocation | undefined {
  if (!id || !isVideoId(id)) return undefined;
  if (token === undefined || token === null) return { kind, id };
  return TOKEN.test(token) ? { kind, id, token } : undefined;
}

/** Splits one asset URL into its parts; undefined for a host or a shape that is not api.video's. */
export function parseAssetUrl(text: string, isAllowed: HostCheck): AssetLocation | undefined {
  const url = URL.parse(text);
  if (!url || !isAllowed(url)) return undefined;
  const segments = url.pathname.split('/').filter(Boolean);
  const [first, second, third, fourth] = segments;
  if (first === 'private') return location('live', third?.split('.')[0], second ?? '');
  if (first === 'vod' && third === 'token') return location('vod', second, fourth ?? '');
  if (first === 'vod')
    return location('vod', second, segments.length === 2 ? url.searchParams.get('token') : null);
  if (first === 'live') return location('live', second, url.searchParams.get('token'));
  return location('live', first?.split('.')[0]);
}

/** Adds the session token, before the fragment and never twice. */
export function withSession(text: string, sessionToken: string): string {
  const url = new URL(text);
  url.searchParams.set('avh', sessionToken);
  return url.href;
}

/**
 * The address that turns a video's private token into a session token, on the host its media live on (api-video.md,
 * "Opening a session").
 */
export function sessionUrl(mediaUrl: string, at: Required<AssetLocation>): string {
  const path =
    at.kind === 'vod' ? `/vod/${at.id}/token/${at.token}/session` : `/private/${at.token}/${at.id}/session`;
  return new URL(path, mediaUrl).href;
}
