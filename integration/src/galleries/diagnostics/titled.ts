import leven from 'leven';
import { nfc } from '../nfc.js';

/** A title as people repeat it: whatever its case, its accents' spelling and the space between its words. */
const spoken = (title: string) => nfc(title).toLowerCase().replace(/\s+/g, ' ').trim();

/** Nobody types a longer one by hand. */
const LONGEST = 200;

/** The shortest part of a title that says which one is meant. */
const SHORTEST_PART = 5;

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
  const slipsTo = (other: string) => {
    if (wanted.length >= SHORTEST_PART && other.includes(wanted)) return most;
    if (Math.abs(other.length - wanted.length) > most) return most + 1;
    return leven(wanted, other, { maxDistance: most + 1 });
  };
  const near = all
    .map(({ video, spoken: other }) => ({ video, slips: slipsTo(other) }))
    .filter(({ slips }) => slips <= most)
    .sort((a, b) => a.slips - b.slips);
  return { exactly: false, videos: near.slice(0, 3).map(({ video }) => video) };
}
