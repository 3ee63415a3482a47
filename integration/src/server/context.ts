import type { OnEvent } from '../types.js';
import type { Authorizer } from './access/authorizer.js';
import type { Decide } from './access/decide.js';
import type { RedeemedTokens } from './access/redeem-tokens.js';
import type { OpenGrant, RequestedGrants } from './access/requested-grants.js';
import type { Limits } from './limits/limits.js';
import type { TokenService } from './token-service.js';
import type { ParseRequest } from './tokens/parse-request.js';

/** One request of one visitor, with everything that is needed to answer it. */
export interface RequestContext {
  request: Request;
  /** The URL of the request as the site sees it. */
  url: URL;
  /** Who asks, hashed. */
  visitor: string;
  authorizer: Authorizer;
  openGrant: OpenGrant;
  parseRequest: ParseRequest;
  limits: Limits;
  /** Undefined while the site has no api.video key. */
  tokenService: Pick<TokenService, 'redeem' | 'thumbnails'> | undefined;
  decide: Decide;
  emit: OnEvent;
}

/** Redeems grants for the visitor, within what the visitor may cost, and tells what came of it. */
export async function redeemFor(
  context: RequestContext,
  tokenService: Pick<TokenService, 'redeem'>,
  requested: RequestedGrants,
): Promise<RedeemedTokens[]> {
  const { visitor, authorizer, limits, request, emit } = context;
  const start = performance.now();
  let pooled = 0;
  const results = await tokenService.redeem(requested, authorizer, {
    visitor,
    distrust: requested.haveEnded ?? false,
    signal: request.signal,
    allowance: limits.readsOf(visitor),
    onPooled: (count) => {
      pooled = count;
    },
  });
  const counts = { ready: 0, denied: 0, stale: 0, gone: 0, busy: 0 };
  for (const { status } of results) counts[status]++;
  emit({ type: 'tokens', ...counts, pooled, duration: performance.now() - start });
  return results;
}
