import type { DeniedVideo, StaleVideo } from '../../contract/tokens.js';
import type { GrantPayload } from '../../grants/payload.js';
import type { OpenedGrant } from '../../grants/seal.js';
import type { Issue, IssueOptions, IssueResult, SerializedVideo } from '../issuing/issue.js';
import type { Authorizer } from './authorizer.js';
import type { Decide, Decision } from './decide.js';
import type { RequestedGrants } from './requested-grants.js';

/** What became of one grant. The words are those of a discreet gallery. */
export type Redeemed =
  | (SerializedVideo & { title?: string; caption?: string })
  | Exclude<IssueResult, SerializedVideo>
  | DeniedVideo
  | StaleVideo;

/** Turns grants into one result each, in order. */
export type Redeem = (
  requested: RequestedGrants,
  authorizer: Authorizer,
  options?: IssueOptions,
) => Promise<Redeemed[]>;

export interface RedeemDependencies {
  issue: Issue;
  decide: Decide;
}

function result(
  opened: OpenedGrant,
  { videos, words }: Decision,
  issued: ReadonlyMap<string, IssueResult>,
): Redeemed {
  if (opened.status === 'stale') return { status: 'stale' };
  if (opened.status === 'forged' || !videos.has(opened.payload)) return { status: 'denied' };
  const { videoId, title, caption } = opened.payload;
  const video = issued.get(videoId) ?? { status: 'busy', retryIn: 60 };
  if (video.status !== 'ready' || !(title || caption) || !words.has(opened.payload)) return video;
  return { ...video, ...(title ? { title } : {}), ...(caption ? { caption } : {}) };
}

export function createRedeem({ issue, decide }: RedeemDependencies): Redeem {
  return async ({ opened, groups }, authorizer, options) => {
    const decision = await decide(groups, authorizer);
    const wanted = new Map<string, GrantPayload>();
    for (const payload of decision.videos) wanted.set(payload.videoId, payload);
    const issued = wanted.size > 0 ? await issue([...wanted.values()], options) : new Map();
    return opened.map((grant) => result(grant, decision, issued));
  };
}
