import type { GrantPayload } from '../../grants/payload.js';
import type { OpenedGrant } from '../../grants/seal.js';
import type { ProblemCode } from '../http/problem.js';
import { grantsOf } from '../http/request-body.js';

/** What some grants ask for. */
export interface Asked {
  /** One for each grant, in order. */
  opened: readonly OpenedGrant[];
  /** The genuine ones by access value: the site's rule is asked once for each. */
  groups: readonly AskedGroup[];
}

export interface AskedGroup {
  access: string;
  payloads: readonly GrantPayload[];
  /** Each video once. */
  videoIds: readonly string[];
}

export function askedBy(grants: readonly string[], open: (grant: string) => OpenedGrant): Asked {
  const opened = grants.map(open);
  const genuine = opened.flatMap((grant) => (grant.status === 'open' ? [grant.payload] : []));
  const groups = [...Map.groupBy(genuine, ({ access }) => access)].map(([access, payloads]) => ({
    access,
    payloads,
    videoIds: [...new Set(payloads.map(({ videoId }) => videoId))],
  }));
  return { opened, groups };
}

/** What the body of a request asks for, or why it is refused. */
export const readAskedWith =
  (open: (grant: string) => OpenedGrant) =>
  (body: string): Asked | ProblemCode => {
    const grants = grantsOf(body);
    return typeof grants === 'string' ? grants : askedBy(grants, open);
  };
