import type { TokensResponse } from '../shared/tokens.js';
import { readGrants } from './body.js';
import { isSameOrigin } from './origin.js';
import { json, problem } from './problem.js';
import type { Redeem } from './redeem.js';

export interface TokensContext {
  request: Request;
  /** The URL of the request as the site sees it. */
  url: URL;
  /** Undefined while the site has no api.video key. */
  redeem: Redeem | undefined;
}

/** `POST {base}/_vitrine/tokens`, from the cheapest check to the dearest. */
export async function answerTokens({ request, url, redeem }: TokensContext): Promise<Response> {
  if (request.method !== 'POST') return problem('method-not-allowed');
  if (!isSameOrigin(request.headers, url)) return problem('foreign-origin');
  const grants = await readGrants(request);
  if (typeof grants === 'string') return problem(grants);
  if (!redeem) return problem('not-configured');
  const videos = await redeem(grants, { signal: request.signal });
  return json({ videos } satisfies TokensResponse);
}
