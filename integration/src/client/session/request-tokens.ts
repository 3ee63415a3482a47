import type { TokenResult, TokensResponse } from '../../contract/tokens.js';

/**
 * What came back, if anything did: no response without a connection, no answers without a 200. The answers are one per
 * grant, in their order, as far as the endpoint is ours.
 */
export type Answers = [response?: Response, answers?: TokenResult[] | undefined];

/** One POST for up to 100 grants, for 30 seconds at most. Never fails, and follows no redirect: it would lead to a sign-in page. */
export async function requestTokens(endpoint: string, grants: string[]): Promise<Answers> {
  try {
    const response = await fetch(endpoint, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ grants }),
      redirect: 'manual',
      signal: AbortSignal.timeout(30_000),
    });
    return [response, response.ok ? ((await response.json()) as TokensResponse).videos : undefined];
  } catch {
    // Whatever went wrong between here and the endpoint may pass: see failure-state.ts.
    return [];
  }
}
