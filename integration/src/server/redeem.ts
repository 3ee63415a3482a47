import type { OpenedGrant } from '../shared/grant.js';
import type { GrantPayload } from '../shared/grant-payload.js';
import type { TokenResult } from '../shared/tokens.js';
import type { Issue, Issued, IssueOptions } from './issuing/issued.js';

/** Turns grants into one result each, in order. */
export type Redeem = (grants: readonly string[], options?: IssueOptions) => Promise<TokenResult[]>;

export interface RedeemDependencies {
  open: (grant: string) => OpenedGrant;
  issue: Issue;
}

/** Whoever can open a page may have its public galleries; anything else needs a rule of the site, and there is none. */
function isAllowed({ access }: GrantPayload): boolean {
  return access === 'public';
}

function result(opened: OpenedGrant, issued: ReadonlyMap<string, Issued>): TokenResult {
  if (opened.status === 'stale') return { status: 'stale' };
  if (opened.status === 'forged' || !isAllowed(opened.payload)) return { status: 'denied' };
  const { videoId, title, caption } = opened.payload;
  const video = issued.get(videoId) ?? { status: 'busy', retryIn: 60 };
  if (video.status !== 'ready') return video;
  return { ...video, ...(title ? { title } : {}), ...(caption ? { caption } : {}) };
}

export function createRedeem({ open, issue }: RedeemDependencies): Redeem {
  return async (grants, options) => {
    const opened = grants.map(open);
    const wanted = new Map<string, GrantPayload>();
    for (const grant of opened) {
      if (grant.status === 'open' && isAllowed(grant.payload))
        wanted.set(grant.payload.videoId, grant.payload);
    }
    const issued = await issue([...wanted.values()], options);
    return opened.map((grant) => result(grant, issued));
  };
}
