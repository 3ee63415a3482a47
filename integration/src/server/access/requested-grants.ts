import type { GrantPayload } from '../../grants/payload.js';
import type { OpenedGrant } from '../../grants/seal.js';

/** Opens one grant; never throws. */
export type OpenGrant = (grant: string) => OpenedGrant;

/** A genuine grant whose time is over, beside what a grant can be. */
export type CheckedGrant = OpenedGrant | { status: 'over' };

/** The grants of one request, opened. */
export interface RequestedGrants {
  /** One for each grant, in order. */
  opened: readonly CheckedGrant[];
  /** The genuine ones by access value: the site's rule is asked once for each. */
  groups: readonly AccessGroup[];
  /** Whether the visitor has sessions of them that do not work any more. */
  haveEnded?: boolean;
}

export interface AccessGroup {
  access: string;
  payloads: readonly GrantPayload[];
  /** Each video once. */
  videoIds: readonly string[];
}

/** @param now Milliseconds since 1970. */
export function requestedGrants(
  grants: readonly string[],
  openGrant: OpenGrant,
  now = Date.now(),
): RequestedGrants {
  const opened = grants.map((grant): CheckedGrant => {
    const each = openGrant(grant);
    return each.status === 'open' && isOver(each.payload, now) ? { status: 'over' } : each;
  });
  const genuine = opened.flatMap((grant) => (grant.status === 'open' ? [grant.payload] : []));
  return { opened, groups: groupsOf(Map.groupBy(genuine, ({ access }) => access)) };
}

const isOver = ({ until = Number.POSITIVE_INFINITY }: GrantPayload, now: number) => until * 1000 <= now;

export function groupsOf(byAccess: ReadonlyMap<string, readonly GrantPayload[]>): AccessGroup[] {
  return [...byAccess].map(([access, payloads]) => ({
    access,
    payloads,
    videoIds: [...new Set(payloads.map(({ videoId }) => videoId))],
  }));
}
