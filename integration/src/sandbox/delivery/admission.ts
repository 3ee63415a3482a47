import type { Incoming } from '../http/exchange.js';
import type { VideoRecord } from '../state/videos.js';
import type { World } from '../world.js';

/** Whether a request may have a video's assets, and with which session its links go on. */
export type AssetAdmission = { admitted: true; session?: string; opened: boolean } | { admitted: false };

/** `avh`, else the header; the query wins (apivideo-contract 9.4). */
export function proofOf({ url, headers }: Incoming): string | undefined {
  const header = headers['x-token-session'];
  return url.searchParams.get('avh') ?? (Array.isArray(header) ? header[0] : header);
}

/** apivideo-contract 9.5: public videos are open to all; a private one needs its token, and once used a session too. */
export function admitAsset(
  world: World,
  video: VideoRecord,
  token: string | undefined,
  proof: string | undefined,
): AssetAdmission {
  if (video.public) return { admitted: true, opened: false };
  if (token === undefined) return { admitted: false };
  const admission = world.tokens.admit(video.videoId, token, proof);
  if (admission.admitted && admission.opened) world.counters.burned += 1;
  return admission;
}
