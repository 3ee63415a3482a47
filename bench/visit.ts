import type { Agent } from 'node:http';
import type { TokenResult, TokensResponse } from 'astro-vitrine';
import type { PlacedGallery } from './galleries.js';
import { type Answered, post } from './load.js';

export interface Visit {
  results: TokenResult[];
  took: number;
}

/** One view of a gallery, as its page would ask for it. */
export async function visit(origin: string, gallery: PlacedGallery, agent: Agent): Promise<Visit> {
  const body = JSON.stringify({ grants: gallery.grants });
  const answer = await post(origin + gallery.endpoint, body, agent);
  return { results: resultsOf(answer), took: answer.took };
}

export function resultsOf({ status, text }: Answered): TokenResult[] {
  if (status !== 200) throw new Error(`The endpoint answered ${status}: ${text}`);
  return (JSON.parse(text) as TokensResponse).videos;
}

/** Whether a view is complete: every video of it can be watched. */
export function isComplete(results: readonly TokenResult[], videos: number): boolean {
  return results.length === videos && results.every(({ status }) => status === 'ready');
}

export function requireComplete(results: readonly TokenResult[], videos: number): void {
  if (isComplete(results, videos)) return;
  const statuses = results.map(({ status }) => status).filter((status) => status !== 'ready');
  throw new Error(`A view is not complete: ${results.length} of ${videos} results, ${statuses.join(', ')}.`);
}
