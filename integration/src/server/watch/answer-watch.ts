import { ASSET_NAMES, type AssetName } from '../../contract/assets.js';
import { wholeSeconds } from '../../contract/durations.js';
import { WATCH_PAGE } from '../../contract/labels.js';
import type { ReadyVideo } from '../../contract/tokens.js';
import type { RedeemedTokens } from '../access/redeem-tokens.js';
import { requestedGrants } from '../access/requested-grants.js';
import { type RequestContext, redeemFor } from '../context.js';
import { SAFE_HEADERS } from '../http/problem.js';
import { deserializeVideo } from '../issuing/serialize.js';
import { type WatchIntent, watchIntent } from './watch-intent.js';

/** What the watch page shows. */
export type WatchView = { kind: 'player'; video: ReadyVideo } | { kind: 'button' } | MessageView;

export interface MessageView {
  kind: 'message';
  status: number;
  heading: string;
  text: string;
  /** Seconds. */
  retryAfter?: number;
}

export const WATCH_HEADERS: Record<string, string> = {
  ...SAFE_HEADERS,
  'x-robots-tag': 'noindex',
  'x-frame-options': 'SAMEORIGIN',
};

const message = (status: number, words: { heading: string; text: string }): MessageView => ({
  kind: 'message',
  status,
  ...words,
});

const NO_ASSET = message(404, WATCH_PAGE.noAsset);

const OUTCOMES: Record<'denied' | 'stale' | 'gone' | 'busy', MessageView> = {
  denied: message(403, WATCH_PAGE.denied),
  stale: message(410, WATCH_PAGE.stale),
  gone: message(404, WATCH_PAGE.gone),
  busy: message(503, WATCH_PAGE.busy),
};

function outcome(result: RedeemedTokens | undefined, as: AssetName | undefined): WatchView | URL {
  if (result?.status === 'busy') return { ...OUTCOMES.busy, retryAfter: result.retryIn };
  if (result?.status !== 'ready') return OUTCOMES[result?.status ?? 'denied'];
  const video = deserializeVideo(result);
  if (!as) return { kind: 'player', video };
  const asset = video.assets[as];
  return asset ? new URL(asset) : NO_ASSET;
}

const WITHOUT_MINTING: Record<Exclude<WatchIntent, 'mint'>, WatchView> = {
  ask: { kind: 'button' },
  describe: message(200, WATCH_PAGE.describe),
  refuse: message(405, WATCH_PAGE.refuse),
};

/** `GET {base}/_vitrine/watch/{grant}`: what to show, or a redirect to the asset that `?as=` names. */
export async function answerWatch(context: RequestContext, grant: string): Promise<WatchView | Response> {
  const { request, url, visitor, openGrant, limits, tokenService, emit } = context;
  const named = url.searchParams.get('as');
  const as = ASSET_NAMES.find((asset) => asset === named);
  if (named !== null && !as) return NO_ASSET;
  const intent = watchIntent(request, url, as);
  if (intent !== 'mint') return WITHOUT_MINTING[intent];
  const wait = await limits.admit(visitor);
  if (wait > 0) {
    emit({ type: 'limited', route: 'watch' });
    return { ...message(429, WATCH_PAGE.tooMany), retryAfter: wholeSeconds(wait) };
  }
  if (!tokenService) return message(503, WATCH_PAGE.notConfigured);
  const [result] = await redeemFor(context, tokenService, requestedGrants([grant], openGrant));
  const found = outcome(result, as);
  if (!(found instanceof URL)) return found;
  return new Response(null, { status: 302, headers: { ...WATCH_HEADERS, location: found.href } });
}
