import { type Account, readApi, type Video } from '../account.js';
import { openSession, type Shown, shown, tokenOf } from './steps.js';

/**
 * api.video's own tutorial, "Get started with private videos": list the videos, keep the private ones, take each token
 * from its embed URL, ask for one session after the other, put `avh` into every URL.
 */
export async function tutorialFlow(account: Account, query: string): Promise<Shown[]> {
  const { data } = await readApi<{ data: Video[] }>(account, `/videos?${query}`);
  const gallery: Shown[] = [];
  for (const video of data.filter((each) => !each.public)) {
    gallery.push(shown(video, await openSession(video, tokenOf(video))));
  }
  return gallery;
}
