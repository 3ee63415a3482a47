import type { TokenResult, TokensResponse } from '../shared/tokens.js';

const TIMEOUT_MS = 30_000;
const UNREACHABLE_RETRY_S = 5;

/** What came of asking for one video; `error`: the endpoint refused the whole request. */
export type Answer = TokenResult | { status: 'error' };

/**
 * One POST for up to 100 grants; an answer for each, in their order.
 *
 * Never fails. No connection, a timeout, 429, 5xx and what is not ours to read count as `busy`, by `Retry-After`
 * where there is one. Other refusals, and a redirect (to a sign-in page, say), are `error`.
 */
export async function requestTokens(endpoint: string, grants: string[]): Promise<Answer[]> {
  let answers: Answer[] = [];
  let missing: Answer = { status: 'busy', retryIn: UNREACHABLE_RETRY_S };
  try {
    const response = await fetch(endpoint, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ grants }),
      signal: AbortSignal.timeout(TIMEOUT_MS),
    });
    if (response.ok && !response.redirected) {
      answers = ((await response.json()) as TokensResponse).videos;
    } else if (response.status === 429 || response.status >= 500) {
      missing.retryIn = Number(response.headers.get('retry-after')) || UNREACHABLE_RETRY_S;
    } else {
      missing = { status: 'error' };
    }
  } catch {
    // Stays busy: whatever went wrong between here and the endpoint may pass.
  }
  return grants.map((_, index) => answers?.[index] ?? missing);
}
