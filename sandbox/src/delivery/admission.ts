import type { Incoming } from '../http/exchange.js';
import type { World } from '../world.js';

/** A video or a live stream, as far as access goes. */
export interface Medium {
  id: string;
  public: boolean;
}

/** Whether a request may have a medium's assets, and with which session its links go on. */
export type AssetAdmission = { admitted: true; session?: string; opened: boolean } | { admitted: false };

/** `avh`, else the header; the query wins (api-video.md, "Using a session"). */
export function proofOf({ url, headers }: Incoming): string | undefined {
  const header = headers['x-token-session'];
  return url.searchParams.get('avh') ?? (Array.isArray(header) ? header[0] : header);
}

/** Whether `admitAsset` would admit; nothing is used up. */
export const mayHaveAsset = (
  world: World,
  medium: Medium,
  token: string | undefined,
  proof: string | undefined,
): boolean => medium.public || (token !== undefined && world.tokens.wouldAdmit(medium.id, token, proof));

/**
 * Public ones are open to all; a private one needs its token, and once used a session too (api-video.md,
 * "Answers of the delivery hosts").
 */
export function admitAsset(
  world: World,
  medium: Medium,
  token: string | undefined,
  proof: string | undefined,
): AssetAdmission {
  if (medium.public) return { admitted: true, opened: false };
  if (token === undefined) return { admitted: false };
  const admission = world.tokens.admit(medium.id, token, proof);
  if (admission.admitted && admission.opened) world.counters.burned += 1;
  return admission;
}
