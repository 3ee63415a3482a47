import type { OpenedGrant } from '../shared/grant.js';
import type { GrantPayload } from '../shared/grant-payload.js';
import type { DeniedVideo, StaleVideo } from '../shared/tokens.js';
import type { Asked, AskedGroup } from './asked.js';
import type { Issue, Issued, IssueOptions, SpelledVideo } from './issuing/issued.js';
import type { Permit } from './permit.js';

/** What became of one grant. The words are those of a discreet gallery. */
export type Redeemed =
  | (SpelledVideo & { title?: string; caption?: string })
  | Exclude<Issued, SpelledVideo>
  | DeniedVideo
  | StaleVideo;

/** Turns grants into one result each, in order. */
export type Redeem = (asked: Asked, permit: Permit, options?: IssueOptions) => Promise<Redeemed[]>;

export interface RedeemDependencies {
  issue: Issue;
  /** Told how many genuine grants the site's rule refused, by access. */
  onDenied?: (access: string, count: number) => void;
}

/** The payloads the visitor may have: the rule is asked once for each access value. */
async function allowedOf(
  groups: readonly AskedGroup[],
  permit: Permit,
  onDenied?: (access: string, count: number) => void,
): Promise<ReadonlySet<GrantPayload>> {
  const allowed = new Set<GrantPayload>();
  const decisions = groups.map(async ({ access, payloads, videoIds }) => {
    const permitted = await permit(access, videoIds);
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
): Redeemed {
  if (opened.status === 'stale') return { status: 'stale' };
  if (opened.status === 'forged' || !allowed.has(opened.payload)) return { status: 'denied' };
  const { videoId, title, caption } = opened.payload;
  const video = issued.get(videoId) ?? { status: 'busy', retryIn: 60 };
  if (video.status !== 'ready' || !(title || caption)) return video;
  return { ...video, ...(title ? { title } : {}), ...(caption ? { caption } : {}) };
}

export function createRedeem({ issue, onDenied }: RedeemDependencies): Redeem {
  return async ({ opened, groups }, permit, options) => {
    const allowed = await allowedOf(groups, permit, onDenied);
    const wanted = new Map<string, GrantPayload>();
    for (const payload of allowed) wanted.set(payload.videoId, payload);
    const issued = wanted.size > 0 ? await issue([...wanted.values()], options) : new Map();
    return opened.map((grant) => result(grant, allowed, issued));
  };
}
