import type { MintingVideo } from '../../api-video/schema.js';
import { arrive, failed } from './deliver.js';
import type { Desk } from './desk.js';
import type { PlannedRead } from './plan.js';
import type { Ticket } from './ticket.js';

export function videosOf(planned: PlannedRead): readonly string[] {
  return planned.kind === 'page' ? planned.videoIds : [planned.videoId];
}

async function fetchVideos({ client }: Desk, planned: PlannedRead): Promise<readonly MintingVideo[]> {
  if (planned.kind === 'video') return [await client.getVideo(planned.videoId)];
  return client.mintPage(planned.page.query, planned.page.page);
}

/** Makes one read, for tickets or (`refill`) for the pool. Never rejects. */
export async function read(desk: Desk, planned: PlannedRead, tickets: readonly Ticket[], refill: boolean) {
  const lane = refill ? 'refilling' : 'reading';
  const count = (change: 1 | -1) => {
    for (const videoId of videosOf(planned)) desk.coming.add(videoId, change);
    desk[lane] += change;
  };
  count(1);
  desk.budget.spend(1);
  const askedAt = desk.now();
  try {
    const videos = await fetchVideos(desk, planned);
    count(-1);
    const isPage = planned.kind === 'page';
    arrive(desk, { videos, isPage, isQuery: isPage && planned.page.isQuery, askedAt }, tickets);
  } catch (error) {
    count(-1);
    failed(desk, tickets, error);
  }
  desk.wake();
}
