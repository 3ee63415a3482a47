import type { Answer, Incoming } from '../http/exchange.js';
import { isAwaited } from '../state/encoding.js';
import type { VideoRecord } from '../state/videos.js';
import type { World } from '../world.js';
import { type Medium, mayHaveAsset, proofOf } from './admission.js';
import { refuse, uncached } from './answers.js';
import type { Asset } from './media-path.js';

/** Whether an asset is the manifest of a video that is still on its way to being playable. */
export const awaitsManifest = (
  { clock, switches }: World,
  { media }: VideoRecord,
  { name }: Asset,
): boolean =>
  switches.encodingStatus === 202 && name === 'manifest' && isAwaited(media, clock(), switches.encodingTime);

/**
 * The 202 on which official uploaders ask again. It uses no token up: whoever waits needs the same one for the manifest
 * itself, and who has none learns nothing.
 */
export const notYet = (world: World, medium: Medium, token: string | undefined, request: Incoming): Answer =>
  mayHaveAsset(world, medium, token, proofOf(request))
    ? uncached({ status: 202 })
    : refuse(world, world.switches.usedTokenStatus);
