import type { GrantPayload } from '../../grants/payload.js';
import type { OpenedGrant } from '../../grants/seal.js';

/** Opens one grant; never throws. */
export type OpenGrant = (grant: string) => OpenedGrant;

/** The grants of one request, opened. */
export interface RequestedGrants {
  /** One for each grant, in order. */
  opened: readonly OpenedGrant[];
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

export function requestedGrants(grants: readonly string[], openGrant: OpenGrant): RequestedGrants {
  const opened = grants.map(openGrant);
  const genuine = opened.flatMap((grant) => (grant.status === 'open' ? [grant.payload] : []));
  return { opened, groups: groupsOf(Map.groupBy(genuine, ({ access }) => access)) };
}

export function groupsOf(byAccess: ReadonlyMap<string, readonly GrantPayload[]>): AccessGroup[] {
  return [...byAccess].map(([access, payloads]) => ({
    access,
    payloads,
    videoIds: [...new Set(payloads.map(({ videoId }) => videoId))],
  }));
}
