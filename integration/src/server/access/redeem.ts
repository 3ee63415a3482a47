import type { DeniedVideo, GoneVideo, StaleVideo } from '../../contract/tokens.js';
import type { GrantPayload } from '../../grants/payload.js';
import type { Authorizer } from './authorizer.js';
import type { Decide, Decision } from './decide.js';
import type { RequestedGrants } from './requested-grants.js';

/** What one grant was redeemed for, or why it was refused. */
export type Redeemed<Result> = Result | DeniedVideo | GoneVideo | StaleVideo;

/**
 * Redeems grants for tokens, watch pages and thumbnails alike: one result each, in order.
 *
 * @param fulfil Called once with what is allowed, and only where something is; gives the result of each allowed grant.
 */
export async function redeem<Result>(
  { opened, groups }: RequestedGrants,
  { decide, authorizer }: { decide: Decide; authorizer: Authorizer },
  fulfil: (decision: Decision) => Promise<(payload: GrantPayload) => Result>,
): Promise<Redeemed<Result>[]> {
  const decision = await decide(groups, authorizer);
  const resultOf = decision.videos.size > 0 ? await fulfil(decision) : undefined;
  return opened.map((grant) => {
    if (grant.status === 'stale') return { status: 'stale' };
    if (grant.status === 'over') return { status: 'gone' };
    if (grant.status === 'forged' || !resultOf || !decision.videos.has(grant.payload))
      return { status: 'denied' };
    return resultOf(grant.payload);
  });
}
