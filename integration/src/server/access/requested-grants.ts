import type { GrantPayload } from '../../grants/payload.js';
import type { OpenedGrant } from '../../grants/seal.js';
import type { ProblemCode } from '../http/problem.js';
import { grantsOf } from '../http/request-body.js';

/** Opens one grant; never throws. */
export type OpenGrant = (grant: string) => OpenedGrant;

/** The grants of one request, opened. */
export interface RequestedGrants {
  /** One for each grant, in order. */
  opened: readonly OpenedGrant[];
  /** The genuine ones by access value: the site's rule is asked once for each. */
  groups: readonly AccessGroup[];
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
  const groups = [...Map.groupBy(genuine, ({ access }) => access)].map(([access, payloads]) => ({
    access,
    payloads,
    videoIds: [...new Set(payloads.map(({ videoId }) => videoId))],
  }));
  return { opened, groups };
}

/** What the body of a request asks for, or why it is refused. */
export const createRequestParser =
  (openGrant: OpenGrant) =>
  (body: string): RequestedGrants | ProblemCode => {
    const grants = grantsOf(body);
    return typeof grants === 'string' ? grants : requestedGrants(grants, openGrant);
  };
