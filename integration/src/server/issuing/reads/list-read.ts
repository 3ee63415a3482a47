import type { VideoQuery } from '../../../contract/video-query.js';
import type { IssuerState } from '../issuer-state.js';
import { pageKeyOf } from './page-read.js';
import { read } from './read.js';

/**
 * Reads a page of a list for the one who keeps it. Its tokens are used as those of any other read. Never rejects, and
 * makes no read where the quota leaves nothing beside what visitors need.
 */
export async function readList(state: IssuerState, query: VideoQuery, page: number): Promise<void> {
  if (state.closed || state.budget.forRefills() < 1) return;
  const wanted = { key: pageKeyOf(query, page), query, page, isQuery: true };
  await read(state, { kind: 'page', page: wanted, times: 1, videoIds: [] }, [], async () => false);
}
