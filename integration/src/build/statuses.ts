import pLimit from 'p-limit';
import type { ApiVideoClient } from '../api-video/client.js';
import { ApiVideoError } from '../api-video/error.js';
import type { CatalogueVideo } from './catalogue.js';
import type { CatalogueEntry } from './sync.js';

/** What only the status of a video tells: one read for each (apivideo-contract 8.3). */
export type KnownStatus = Pick<CatalogueVideo, 'playable' | 'duration'>;

const AT_ONCE = 4;

/** What is known already is kept: once a video is playable, its length does not change. */
function isSettled({ playable, duration }: KnownStatus): boolean {
  return playable === true && duration !== undefined;
}

/**
 * Adds length and playability to the entries: from the build before where they are settled, else from api.video, newest
 * videos first and `most` at most. What is left over stays unknown until the next build; trouble ends the asking, not
 * the build.
 */
export async function addStatuses(
  client: Pick<ApiVideoClient, 'getStatus'>,
  entries: readonly CatalogueEntry[],
  known: (id: string) => KnownStatus | undefined,
  most: () => number,
): Promise<void> {
  const limit = pLimit(AT_ONCE);
  let asked = 0;
  let trouble = false;

  async function ask({ id, data }: CatalogueEntry): Promise<void> {
    if (trouble || asked >= most()) return;
    asked++;
    try {
      Object.assign(data, await client.getStatus(id));
    } catch (error) {
      if (!(error instanceof ApiVideoError)) throw error;
      trouble = error.reason !== 'not-found';
    }
  }

  for (const { id, data } of entries) Object.assign(data, known(id));
  const open = entries.filter(({ data }) => !isSettled(data)).reverse();
  await Promise.all(open.map((entry) => limit(ask, entry)));
}
