import type { TokenResult, TokensRequest, TokensResponse } from '../../contract/tokens.js';
import type { VideoElement } from './video-element.js';

/**
 * What came back, if anything did: no response without a connection, no answers without a 200. The answers are one per
 * grant, in their order, as far as the endpoint is ours.
 */
export type Answers = [response?: Response, answers?: TokenResult[] | undefined];

/**
 * One POST for up to 100 grants, for 30 seconds at most. Never fails, and follows no redirect: it would lead to a sign-in page.
 */
export async function requestTokens(
  video: Pick<VideoElement, 'endpoint' | 'failures'>,
  grants: string[],
): Promise<Answers> {
  try {
    const response = await fetch(video.endpoint, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ grants, ended: video.failures } satisfies TokensRequest),
      redirect: 'manual',
      signal: AbortSignal.timeout(3e4),
    });
    return [response, response.ok ? ((await response.json()) as TokensResponse).videos : undefined];
  } catch {
    // Whatever went wrong between here and the endpoint may pass: see failure-state.ts.
    return [];
  }
}
