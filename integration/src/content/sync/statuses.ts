import pLimit from 'p-limit';
import type { ApiVideoClient } from '../../api-video/client.js';
import { ApiVideoError, type ApiVideoFailure } from '../../api-video/errors.js';
import type { CatalogueEntry } from './entry.js';
import type { Pace } from './pace.js';

const AT_ONCE = 8;

/** Of a minute's quota: the pages of the list and the site's visitors need the rest. */
const SHARE = 0.5;
const RESERVE = 0.25;
/** What is wrong with one video alone. */
const ITS_OWN: readonly ApiVideoFailure[] = ['not-found', 'rejected', 'invalid-answer'];

/** How many one build asks for where no quota is told. */
const WITHOUT_QUOTA = 250;

/** What is known already is kept: once a video is playable, its length does not change. */
export function isOpen({ data: { playable, duration } }: CatalogueEntry): boolean {
  return playable !== true || duration === undefined;
}

/** Whether one more status may be asked for, after so many: a build never waits for the quota because of them. */
export function statusShare(quota: ReturnType<Pace['quota']>, asked: number): boolean {
  if (!quota) return asked < WITHOUT_QUOTA;
  return asked < quota.limit * SHARE && quota.remaining > quota.limit * RESERVE;
}

/**
 * Asks for length and playability where they are not settled yet, one read for each (api-video.md, "Status"), newest
 * videos first and while `may` allows. What is left over stays unknown until the next build; trouble ends the asking,
 * not the build. Returns the ids of which there is something new.
 */
export async function addStatuses(
  client: Pick<ApiVideoClient, 'getStatus'>,
  entries: readonly CatalogueEntry[],
  may: (asked: number) => boolean,
): Promise<Set<string>> {
  const limit = pLimit(AT_ONCE);
  const news = new Set<string>();
  let asked = 0;
  let trouble = false;

  async function ask(entry: CatalogueEntry): Promise<void> {
    const { id, data } = entry;
    if (trouble || !may(asked)) return;
    asked++;
    try {
      const { playable, duration } = await client.getStatus(id);
      if (data.playable === playable && data.duration === duration) return;
      entry.data = { ...data, playable, ...(duration === undefined ? {} : { duration }) };
      news.add(id);
    } catch (error) {
      if (!(error instanceof ApiVideoError)) throw error;
      trouble ||= !ITS_OWN.includes(error.reason);
    }
  }

  const open = entries.filter(isOpen).reverse();
  await Promise.all(open.map((entry) => limit(ask, entry)));
  return news;
}
