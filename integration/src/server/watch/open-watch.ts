import { ASSET_NAMES, type AssetName } from '../../contract/assets.js';
import type { ReadyVideo } from '../../contract/tokens.js';
import type { Redeemed } from '../access/redeem.js';
import { askedBy } from '../access/token-request.js';
import { redeemFor, seconds, type Visit } from '../context.js';
import { SAFE_HEADERS } from '../http/problem.js';
import { readSpelled } from '../issuing/serialize.js';
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

const message = (status: number, heading: string, text: string): MessageView => ({
  kind: 'message',
  status,
  heading,
  text,
});

const REFUSED = message(405, 'This address is for watching', 'Open it in a browser to see the video.');
const DESCRIBED = message(200, 'A private video', 'Open this page in a browser to watch it.');
const NOT_CONFIGURED = message(
  503,
  'Not available yet',
  'This site is not configured to play private videos. Its owner can find the reason in the server log.',
);
const TOO_MANY = message(
  429,
  'One moment',
  'You have opened many videos in a short time. Reload this page in a minute.',
);
const NO_ASSET = message(
  404,
  'Not available in this form',
  'This video is not offered in the form that was asked for.',
);

const OUTCOMES: Record<'denied' | 'stale' | 'gone' | 'busy', MessageView> = {
  denied: message(403, 'Not for you', 'You have no access to this video, or its address is incomplete.'),
  stale: message(
    410,
    'This link is out of date',
    'The site has changed since. Go back to the gallery and open the video there.',
  ),
  gone: message(404, 'No longer here', 'This video has been taken down.'),
  busy: message(
    503,
    'One moment',
    'Too many videos are being opened at once. Reload this page in a little while.',
  ),
};

function outcome(result: Redeemed | undefined, as: AssetName | undefined): WatchView | URL {
  if (result?.status === 'busy') return { ...OUTCOMES.busy, retryAfter: result.retryIn };
  if (result?.status !== 'ready') return OUTCOMES[result?.status ?? 'denied'];
  const video = readSpelled(result);
  if (!as) return { kind: 'player', video };
  const asset = video.assets[as];
  return asset ? new URL(asset) : NO_ASSET;
}

const WITHOUT_MINTING: Record<Exclude<WatchIntent, 'mint'>, WatchView> = {
  ask: { kind: 'button' },
  describe: DESCRIBED,
  refuse: REFUSED,
};

/** `GET {base}/_vitrine/watch/{grant}`: what to show, or a redirect to the asset that `?as=` names. */
export async function openWatch(visit: Visit, grant: string): Promise<WatchView | Response> {
  const { request, url, visitor, open, limits, service, emit } = visit;
  const named = url.searchParams.get('as');
  const as = ASSET_NAMES.find((asset) => asset === named);
  if (named !== null && !as) return NO_ASSET;
  const intent = watchIntent(request, url, as);
  if (intent !== 'mint') return WITHOUT_MINTING[intent];
  const wait = await limits.admit(visitor);
  if (wait > 0) {
    emit({ type: 'limited', route: 'watch' });
    return { ...TOO_MANY, retryAfter: seconds(wait) };
  }
  if (!service) return NOT_CONFIGURED;
  const [result] = await redeemFor(visit, service, askedBy([grant], open));
  const found = outcome(result, as);
  if (!(found instanceof URL)) return found;
  return new Response(null, { status: 302, headers: { ...WATCH_HEADERS, location: found.href } });
}
