import { ASSET_NAMES } from '../../contract/assets.js';
import { wholeSeconds } from '../../contract/durations.js';
import { WATCH_PAGE } from '../../contract/labels.js';
import type { ReadyVideo } from '../../contract/tokens.js';
import { type RequestedGrants, requestedGrants } from '../access/requested-grants.js';
import { type RequestContext, redeemFor } from '../context.js';
import { SAFE_HEADERS } from '../http/problem.js';
import { deserializeVideo } from '../issuing/serialize.js';
import { cameFrom, chooseWords, type PageWords } from './page-words.js';
import type { FindWords } from './stored-words.js';
import { type WatchIntent, watchIntent } from './watch-intent.js';

/** What the watch page shows. */
export type WatchView = PlayerView | { kind: 'button' } | MessageView;

export interface PlayerView {
  kind: 'player';
  video: ReadyVideo;
  /** Whether title and caption came with the session, for those alone who may watch. */
  discreet: boolean;
  words: PageWords;
}

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

/**
 * What a video is called. The words of a discreet gallery come with the session, and nothing is told of the gallery; all
 * others stand in pages.
 */
async function wordsOf(
  { title, caption }: ReadyVideo,
  [grant]: RequestedGrants['opened'],
  from: string | undefined,
  findWords: FindWords,
): Promise<Pick<PlayerView, 'discreet' | 'words'>> {
  if (grant?.status !== 'open') return { discreet: false, words: {} };
  const { videoId, access, source, ...sealed } = grant.payload;
  if (sealed.title || sealed.caption) {
    return { discreet: true, words: { ...(title && { title }), ...(caption && { caption }) } };
  }
  return { discreet: false, words: chooseWords(await findWords(videoId, source), access, from) ?? {} };
}

const WITHOUT_MINTING: Record<Exclude<WatchIntent, 'mint'>, WatchView> = {
  ask: { kind: 'button' },
  describe: message(200, WATCH_PAGE.describe),
  refuse: message(405, WATCH_PAGE.refuse),
};

/**
 * `GET {base}/_vitrine/watch/{grant}`: what to show, or a redirect to the asset that `?as=` names.
 *
 * @param findWords Asked once the visitor may watch.
 */
export async function answerWatch(
  context: RequestContext,
  grant: string,
  findWords: FindWords,
): Promise<WatchView | Response> {
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
  const requested = requestedGrants([grant], openGrant);
  const [result] = await redeemFor(context, tokenService, requested);
  if (result?.status === 'busy') return { ...OUTCOMES.busy, retryAfter: result.retryIn };
  if (result?.status !== 'ready') return OUTCOMES[result?.status ?? 'denied'];
  const video = deserializeVideo(result);
  if (as) return redirect(video.assets[as]);
  const words = await wordsOf(video, requested.opened, cameFrom(request, url), findWords);
  return { kind: 'player', video, ...words };
}

const redirect = (location: string | undefined) =>
  location ? new Response(null, { status: 302, headers: { ...WATCH_HEADERS, location } }) : NO_ASSET;
