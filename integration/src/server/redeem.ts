import type { OpenedGrant } from '../shared/grant.js';
import type { GrantPayload } from '../shared/grant-payload.js';
import type { TokenResult } from '../shared/tokens.js';
import type { Issue, Issued, IssueOptions } from './issuing/issued.js';
import type { Permit } from './permit.js';

export interface RedeemOptions extends IssueOptions {
  permit: Permit;
}

/** Turns grants into one result each, in order. */
export type Redeem = (grants: readonly string[], options: RedeemOptions) => Promise<TokenResult[]>;

export interface RedeemDependencies {
  open: (grant: string) => OpenedGrant;
  issue: Issue;
  /** Told how many genuine grants the site's rule refused, by access. */
  onDenied?: (access: string, count: number) => void;
}

/** The payloads the visitor may have: the rule is asked once for each access value. */
async function allowedOf(
  opened: readonly OpenedGrant[],
  permit: Permit,
  onDenied?: (access: string, count: number) => void,
): Promise<ReadonlySet<GrantPayload>> {
  const genuine: GrantPayload[] = [];
  for (const grant of opened) if (grant.status === 'open') genuine.push(grant.payload);
  const allowed = new Set<GrantPayload>();
  const decisions = [...Map.groupBy(genuine, ({ access }) => access)].map(async ([access, payloads]) => {
    const permitted = await permit(access, [...new Set(payloads.map(({ videoId }) => videoId))]);
    let denied = 0;
    for (const payload of payloads) {
      if (permitted.has(payload.videoId)) allowed.add(payload);
      else denied++;
    }
    if (denied > 0) onDenied?.(access, denied);
  });
  await Promise.all(decisions);
  return allowed;
}

function result(
  opened: OpenedGrant,
  allowed: ReadonlySet<GrantPayload>,
  issued: ReadonlyMap<string, Issued>,
): TokenResult {
  if (opened.status === 'stale') return { status: 'stale' };
  if (opened.status === 'forged' || !allowed.has(opened.payload)) return { status: 'denied' };
  const { videoId, title, caption } = opened.payload;
  const video = issued.get(videoId) ?? { status: 'busy', retryIn: 60 };
  if (video.status !== 'ready' || !(title || caption)) return video;
  return { ...video, ...(title ? { title } : {}), ...(caption ? { caption } : {}) };
}

export function createRedeem({ open, issue, onDenied }: RedeemDependencies): Redeem {
  return async (grants, { permit, ...options }) => {
    const opened = grants.map(open);
    const allowed = await allowedOf(opened, permit, onDenied);
    const wanted = new Map<string, GrantPayload>();
    for (const payload of allowed) wanted.set(payload.videoId, payload);
    const issued = wanted.size > 0 ? await issue([...wanted.values()], options) : new Map();
    return opened.map((grant) => result(grant, allowed, issued));
  };
}
