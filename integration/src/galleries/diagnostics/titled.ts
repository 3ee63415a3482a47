import leven from 'leven';
import { nfc } from '../nfc.js';

/** A title as people repeat it: whatever its case, its accents' spelling and the space between its words. */
const spoken = (title: string) => nfc(title).toLowerCase().replace(/\s+/g, ' ').trim();

/** Nobody types a longer one by hand. */
const LONGEST = 200;

/** Up to three videos that carry a title, or else one that is nearly it; the oldest first, or the nearest. */
export function videosTitled<Video extends { title: string }>(
  title: string,
  videos: readonly Video[],
): { exactly: boolean; videos: readonly Video[] } {
  const wanted = spoken(title);
  if (wanted === '' || wanted.length > LONGEST) return { exactly: false, videos: [] };
  const all = videos.map((video) => ({ video, spoken: spoken(video.title) }));
  const exact = all.filter((each) => each.spoken === wanted);
  if (exact.length > 0) return { exactly: true, videos: exact.slice(0, 3).map(({ video }) => video) };
  const most = Math.floor(wanted.length / 4);
  const near = all
    .filter((each) => Math.abs(each.spoken.length - wanted.length) <= most)
    .map(({ video, spoken: other }) => ({ video, slips: leven(wanted, other, { maxDistance: most + 1 }) }))
    .filter(({ slips }) => slips <= most)
    .sort((a, b) => a.slips - b.slips);
  return { exactly: false, videos: near.slice(0, 3).map(({ video }) => video) };
}
