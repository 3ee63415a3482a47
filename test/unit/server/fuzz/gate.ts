import { deriveGrantKeys } from '../../../../integration/src/grants/keys.js';
import { openGrant } from '../../../../integration/src/grants/seal.js';
import { createAuthorizer } from '../../../../integration/src/server/access/authorizer.js';
import { createDecide } from '../../../../integration/src/server/access/decide.js';
import { createRedeemTokens } from '../../../../integration/src/server/access/redeem-tokens.js';
import type { RequestContext } from '../../../../integration/src/server/context.js';
import { createLimits } from '../../../../integration/src/server/limits/limits.js';
import { createLog } from '../../../../integration/src/server/observability/log.js';
import { createThumbnailStore } from '../../../../integration/src/server/thumbnails/store.js';
import { createRequestParser } from '../../../../integration/src/server/tokens/parse-request.js';
import { cacheRequests } from '../../../../integration/src/server/tokens/request-cache.js';
import type { AuthorizeContext } from '../../../../integration/src/types.js';
import { issueCanaries } from './canary-issuer.js';

export const SITE = 'https://site.example';
export const KEYS = deriveGrantKeys('the key of now');
export const OLD_KEYS = deriveGrantKeys('the key of before');

/** Who somebody is; the rule of this site knows it from a header, as a real one would from a cookie. */
export const PEOPLE = ['nobody', 'member', 'half', 'breaks', 'talks-nonsense'] as const;
export type Person = (typeof PEOPLE)[number];

/** Videos by access; a `half` member may have every second one. */
export const PLACED = {
  public: ['viPublicA', 'viPublicB'],
  members: ['viMembersA', 'viMembersB', 'viMembersC', 'viMembersD'],
  club: ['viClubA', 'viClubB'],
} as const;
export type Access = keyof typeof PLACED;

export function mayWatch(person: Person, access: string, videoId: string): boolean {
  if (person === 'breaks' || person === 'talks-nonsense') return false;
  if (access === 'public') return true;
  if (access !== 'members') return false;
  return person === 'member' || (person === 'half' && /[AC]$/.test(videoId));
}

/** The real gate around an issuer that marks every secret it makes. */
export function createGate(thumbnailOrigin: string) {
  const lines: string[] = [];
  const write = (message: string) => lines.push(message);
  const log = createLog(Date.now, { info: write, warn: write, error: write });
  const { issue, handedOut } = issueCanaries(thumbnailOrigin);
  const open = (grant: string) => openGrant(grant, KEYS);
  const parseRequest = cacheRequests(createRequestParser(open));
  const limits = createLimits({ requests: 60, reads: 30, total: 10_000_000, instances: 1 }, undefined);
  const decide = createDecide({
    onDenied: (access, count) => log.write('info', `refused ${count} of ${access}`),
  });
  const redeem = createRedeemTokens({ issue, decide });
  const thumbnails = createThumbnailStore({ issue, now: Date.now });
  const authorizerFor = createAuthorizer({
    timeout: 1000,
    onError: (access, error) => log.write('error', `${access}: ${(error as Error).message}`),
    authorize({ request }, { access, videoIds }) {
      const person = request.headers.get('x-person') as Person;
      if (person === 'breaks') throw new Error('the database is away');
      if (person === 'talks-nonsense') return { yes: videoIds } as never;
      const allowed = videoIds.filter((videoId) => mayWatch(person, access, videoId));
      return allowed.length === videoIds.length ? true : [...allowed, 'viNobodyAskedFor'];
    },
  });

  function requestContext(request: Request, visitor: string, configured: boolean): RequestContext {
    return {
      request,
      url: new URL(request.url),
      visitor,
      authorizer: authorizerFor({ request } as AuthorizeContext),
      openGrant: open,
      parseRequest,
      limits,
      tokenService: configured ? { redeem, thumbnails } : undefined,
      decide,
      emit: (event) => lines.push(JSON.stringify(event)),
    };
  }
  return { requestContext, lines, handedOut };
}
