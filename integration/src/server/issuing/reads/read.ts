import type { MintingVideo } from '../../../api-video/schema.js';
import { isReason } from '../failure-kinds.js';
import type { IssuerState } from '../issuer-state.js';
import type { PendingRequest } from '../queue/pending-request.js';
import { type PlannedRead, readKey, videosOf } from './plan.js';
import { readFailed } from './read-failed.js';
import { settleRead } from './settle-read.js';

async function fetchVideos(
  { client, lists }: IssuerState,
  planned: PlannedRead,
  mayRetry: () => Promise<boolean>,
): Promise<{ videos: readonly MintingVideo[]; isWatched?: boolean }> {
  if (planned.kind === 'video') return { videos: [await client.getVideo(planned.videoId, { mayRetry })] };
  const { key, query, page } = planned.page;
  const watcher = lists?.of(key);
  if (!client.listVideos || !watcher?.isDue())
    return { videos: await client.mintPage(query, page, { mayRetry }) };
  const listed = await client.listVideos(query, page, { mayRetry });
  watcher.take(listed, client.isAllowed);
  return { videos: listed.data, isWatched: true };
}

/** Whether a video fails again and again, and others do not. */
function isOdd({ videos }: IssuerState, videoId: string): boolean {
  return videos.isTroubled(videoId) && !videos.isGeneral(videoId);
}

/** A second call is another read: one of those pays for it who still wait. */
async function payForRetry(
  state: IssuerState,
  planned: PlannedRead,
  requests: readonly PendingRequest[],
): Promise<boolean> {
  if (planned.kind === 'video' && isOdd(state, planned.videoId)) return false;
  const [first, ...others] = requests.filter(({ result }) => !result);
  if (!first || state.budget.forVisitors() < 1) return false;
  const payer = others.find(({ reservation }) => reservation.points > 0) ?? first;
  if (payer.reservation.points < 1 && (await payer.reservation.more()) > 0) return false;
  payer.reservation.points--;
  state.budget.spend(1);
  return true;
}

/** The name of the reads that a visitor pays for. */
export const paidBy = (visitor: string): string => `by ${visitor}`;

/**
 * Makes one read, for pending requests or, without any, for the pool. Never rejects; gives whether api.video counted it,
 * as far as is known.
 */
export async function read(
  state: IssuerState,
  planned: PlannedRead,
  requests: readonly PendingRequest[],
  mayRetry = () => payForRetry(state, planned, requests),
): Promise<boolean> {
  const [payer] = requests;
  const leave = payer
    ? state.reads.take(readKey(planned), paidBy(payer.visitor))
    : state.refills.take(readKey(planned));
  const count = (change: 1 | -1) => {
    for (const videoId of videosOf(planned)) state.inFlight.add(videoId, change);
    state.expected += change * requests.length;
    for (const { visitor } of requests) state.expectedBy.add(visitor, change);
  };
  count(1);
  state.budget.spend(1);
  const askedAt = state.now();
  const answer = await fetchVideos(state, planned, mayRetry).then(
    (brought) => brought,
    (error: unknown) => ({ error }),
  );
  leave();
  count(-1);
  if ('videos' in answer) {
    state.answeredAt = state.now();
    const page = planned.kind === 'page' ? planned.page : undefined;
    const result = { ...answer, page, askedAt };
    settleRead(state, result, requests, requests.length > 0 ? [] : videosOf(planned));
  } else readFailed(state, planned, askedAt, requests, answer.error);
  state.wake();
  return 'videos' in answer || !isReason(answer.error, 'rate-limited');
}
