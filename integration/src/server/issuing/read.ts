import type { MintingVideo } from '../../api-video/schema.js';
import type { Desk } from './desk.js';
import { failed } from './failed.js';
import { type PlannedRead, videosOf } from './plan.js';
import { settleRead } from './settle-read.js';
import type { Ticket } from './ticket.js';

async function fetchVideos({ client }: Desk, planned: PlannedRead): Promise<readonly MintingVideo[]> {
  if (planned.kind === 'video') return [await client.getVideo(planned.videoId)];
  return client.mintPage(planned.page.query, planned.page.page);
}

/** Makes one read, for tickets or, without any, for the pool. Never rejects. */
export async function read(desk: Desk, planned: PlannedRead, tickets: readonly Ticket[]): Promise<void> {
  const lane = tickets.length > 0 ? 'reading' : 'refilling';
  const count = (change: 1 | -1) => {
    for (const videoId of videosOf(planned)) desk.coming.add(videoId, change);
    desk[lane] += change;
    desk.expected += change * tickets.length;
  };
  count(1);
  desk.budget.spend(1);
  const askedAt = desk.now();
  try {
    const videos = await fetchVideos(desk, planned);
    count(-1);
    desk.answeredAt = desk.now();
    const page = planned.kind === 'page' ? planned.page : undefined;
    settleRead(desk, { videos, page, askedAt }, tickets, tickets.length > 0 ? [] : videosOf(planned));
  } catch (error) {
    count(-1);
    failed(desk, planned, askedAt, tickets, error);
  }
  desk.wake();
}
