import { COLLECTOR } from '../../contract/collector.js';

const LOOPBACK = /^(localhost|127\.0\.0\.1|\[::1])$/;

/** Whose plays are told where. */
export interface PlayAddress {
  videoId: string;
  pingUrl: string;
}

/**
 * By the address of a playlist or a file: `/vod/{id}/…` (api-video.md, "Addresses of assets"). A sandbox has its
 * collector on its media host.
 */
export function playAddress(media: string): PlayAddress | undefined {
  const { origin, hostname, pathname } = new URL(media);
  const videoId = /^\/vod\/([^/]+)\//.exec(pathname)?.[1];
  if (!videoId) return undefined;
  return { videoId, pingUrl: `${LOOPBACK.test(hostname) ? origin : COLLECTOR}/vod` };
}

interface Ping {
  emitted_at: string;
  session: { loaded_at: string; video_id: string };
  events: { type: string; emitted_at: string; at?: number; from?: number; to?: number }[];
}

/**
 * What leaves of a ping: only members that are named here. For the page that the visitor came from, which the package
 * sends, stands the site, as a frame on it would say.
 *
 * @param play What the collector has called this play, once it has.
 */
export function shielded(ping: string, site: string, play: string | undefined): string {
  const { emitted_at, session, events } = JSON.parse(ping) as Ping;
  const { loaded_at, video_id } = session;
  return JSON.stringify({
    emitted_at,
    session: { loaded_at, referrer: site, metadata: [], video_id, ...(play && { session_id: play }) },
    events: events.map(({ type, emitted_at, at, from, to }) => ({ type, emitted_at, at, from, to })),
  });
}
