import leven from 'leven';

/** How many slips of a finger lie between two words; two neighbours that changed places are one. */
export function slipsBetween(one: string, other: string): number {
  const swapped = Array.from({ length: Math.max(0, one.length - 1) }, (_, place) => {
    const [before, first, second, after] = [
      one.slice(0, place),
      one[place],
      one[place + 1],
      one.slice(place + 2),
    ];
    return 1 + leven(`${before}${second}${first}${after}`, other);
  });
  return Math.min(leven(one, other), ...swapped);
}

/** How many slips may lie between a word and what was meant by it. */
function mostSlips(word: string): number {
  if (word.length < 4) return 0;
  return word.length < 6 ? 1 : 2;
}

/** Nobody types a longer word by hand. */
const LONGEST = 60;

/** The word that was meant by another one, whatever its case; undefined where none is near. */
export function nearestWord<Word extends string>(written: string, known: readonly Word[]): Word | undefined {
  const spelled = written.toLowerCase();
  const near = known
    .filter((word) => word.length <= LONGEST && Math.abs(word.length - spelled.length) <= mostSlips(word))
    .map((word) => ({ word, slips: slipsBetween(spelled, word.toLowerCase()) }))
    .filter(({ word, slips }) => slips <= mostSlips(word))
    .sort((a, b) => a.slips - b.slips);
  return near[0]?.word;
}

/** Words that sites and CMSs have for fields of their own, and that look like one of ours. */
const WORDS_OF_OTHERS = [
  ...['accent', 'accents', 'assets', 'border', 'craft', 'holder', 'older', 'over', 'tile', 'tiles'],
  ...['listed', 'publish', 'published', 'publishedat', 'publisher'],
];

/** Keys that nobody may miss: without its `access`, a gallery is public; without `hidden`, a video is there. */
const GUARDED = ['access', 'aliases', 'exclude', 'hidden', 'unlisted', 'unpublishAt'];

/**
 * The key that was meant by an unknown one; undefined for a known one, and for one of the site's own. Two slips make
 * another word of a short one, such as `views` of `videos`.
 */
export function nearestKey(key: string, known: readonly string[]): string | undefined {
  const spelled = key.trim().toLowerCase();
  if (known.includes(key) || WORDS_OF_OTHERS.includes(spelled)) return undefined;
  const near = nearestWord(spelled, known);
  if (!near) return undefined;
  const isSure = near.length > 7 || GUARDED.includes(near) || slipsBetween(spelled, near.toLowerCase()) < 2;
  return isSure ? near : undefined;
}
