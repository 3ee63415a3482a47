import { type Account, readApi, type Video } from '../account.js';
import { openSession, type Shown, shown, tokenOf } from './steps.js';

/** What a careful page does without lists: all videos read by id at once, then all sessions at once. */
export async function perVideoFlow(account: Account, videoIds: readonly string[]): Promise<Shown[]> {
  return Promise.all(
    videoIds.map(async (videoId) => {
      const video = await readApi<Video>(account, `/videos/${videoId}`);
      return shown(video, await openSession(video, tokenOf(video)));
    }),
  );
}
