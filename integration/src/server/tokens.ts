import type { TokenResult, TokensResponse } from '../shared/tokens.js';
import { readGrants } from './body.js';
import { isSameOrigin } from './origin.js';
import { json, problem } from './problem.js';

export interface TokensContext {
  request: Request;
  /** The URL of the request as the site sees it. */
  url: URL;
  /** Undefined while the site has no api.video key. */
  redeem: ((grants: readonly string[]) => Promise<TokenResult[]>) | undefined;
}

/** `POST {base}/_vitrine/tokens`, from the cheapest check to the dearest. */
export async function answerTokens({ request, url, redeem }: TokensContext): Promise<Response> {
  if (request.method !== 'POST') return problem('method-not-allowed');
  if (!isSameOrigin(request.headers, url)) return problem('foreign-origin');
  const grants = await readGrants(request);
  if (typeof grants === 'string') return problem(grants);
  if (!redeem) return problem('not-configured');
  const videos = await redeem(grants);
  return json({ videos } satisfies TokensResponse);
}
