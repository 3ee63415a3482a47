import { LONG_WAIT } from '../../contract/durations.js';
import type { GrantWord, ReadyVideo } from '../../contract/tokens.js';
import type { GrantPayload } from '../../grants/payload.js';
import type { Issue, IssueOptions, IssueResult, SerializedVideo } from '../issuing/issue.js';
import type { Authorizer } from './authorizer.js';
import type { Decide } from './decide.js';
import { type Redeemed, redeem } from './redeem.js';
import type { RequestedGrants } from './requested-grants.js';

/** What became of one grant. The words are those of a discreet gallery. */
export type RedeemedTokens = Redeemed<
  (SerializedVideo & Pick<ReadyVideo, GrantWord>) | Exclude<IssueResult, SerializedVideo>
>;

export type RedeemTokens = (
  requested: RequestedGrants,
  authorizer: Authorizer,
  options?: IssueOptions,
) => Promise<RedeemedTokens[]>;

export interface RedeemTokensDependencies {
  issue: Issue;
  decide: Decide;
}

export function createRedeemTokens({ issue, decide }: RedeemTokensDependencies): RedeemTokens {
  return (requested, authorizer, options) =>
    redeem(requested, { decide, authorizer }, async ({ videos, words }) => {
      const once = new Map<string, GrantPayload>();
      for (const payload of videos) once.set(payload.videoId, payload);
      const results = await issue([...once.values()], options);
      return (payload) => {
        const video = results.get(payload.videoId) ?? { status: 'busy' as const, retryIn: LONG_WAIT };
        if (video.status !== 'ready') return video;
        const { title, caption, chapters, until } = payload;
        const left = until === undefined ? video.expiresIn : until - Math.ceil(Date.now() / 1000);
        // The page drops the session when the gallery ends, though api.video knows it for longer.
        const ready = left < video.expiresIn ? { ...video, expiresIn: Math.max(1, left) } : video;
        if (!(title || caption || chapters) || !words.has(payload)) return ready;
        return {
          ...ready,
          ...(title ? { title } : {}),
          ...(caption ? { caption } : {}),
          ...(chapters ? { chapters: [...chapters] } : {}),
        };
      };
    });
}
