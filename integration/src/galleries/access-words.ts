import { nearestWord, slipsBetween } from '../content/near-word.js';
import { oneLine } from '../contract/one-line.js';
import { type NamedGallery, placeIn } from './diagnostics/unknown-videos.js';
import { nfc } from './nfc.js';

/** The words for who may watch that the galleries of a site use. */
export interface AccessWords {
  /** A word as the site spells it: the same for every spelling of it. */
  spelled: (word: string) => string;
  /** The word in use that this one was probably meant to be; undefined for one that is in use or has no likeness. */
  nearTo: (word: string) => string | undefined;
  /** How many galleries say it, in any spelling. */
  uses: (word: string) => number;
}

/** Words that differ in this alone are the same one. */
const sameFor = (word: string) => nfc(word).toLowerCase();

/** The spelling that most galleries use; of several, the one in lower case, then the first by its characters. */
function usualSpelling(spellings: readonly string[]): string {
  const counts = new Map<string, number>();
  for (const spelling of spellings) counts.set(spelling, (counts.get(spelling) ?? 0) + 1);
  const isLower = (spelling: string) => Number(spelling === sameFor(spelling));
  const [[usual = ''] = []] = [...counts].sort(
    ([a, many], [b, more]) => more - many || isLower(b) - isLower(a) || (a < b ? -1 : 1),
  );
  return usual;
}

/** `team-a` and `team-b`, `class7` and `class8`: words that are meant to be alike. */
function areSeries(one: string, other: string): boolean {
  const parts = (word: string) => word.split(/[^\p{L}\p{N}]+|(?<=\p{Ll})(?=\p{Lu})|(?<=\p{L})(?=\p{N})/u);
  const [a, b] = [parts(one), parts(other)];
  const isMark = (part = '') => part.length <= 2 || /^\p{N}/u.test(part);
  return (
    a.length === b.length && a.every((part, place) => part === b[place] || (isMark(part) && isMark(b[place])))
  );
}

/** Short words are alike by chance, unless they have the same letters. */
const areComparable = (one: string, other: string) =>
  Math.min(one.length, other.length) > 4 || [...one].sort().join() === [...other].sort().join();

/** @param used The `access` of each gallery. */
export function accessWords(used: readonly string[]): AccessWords {
  const spellings = Map.groupBy(used, sameFor);
  const usual = new Map(Array.from(spellings, ([key, words]) => [key, usualSpelling(words)]));
  const uses = (word: string) => spellings.get(sameFor(word))?.length ?? 0;
  const known = (word: string) => uses(word) > 1 || word === 'public';
  return {
    uses,
    spelled: (word) => usual.get(sameFor(word)) ?? word,
    nearTo(word) {
      if (known(word)) return undefined;
      const likely = [...usual.values()]
        .filter((other) => sameFor(other) !== sameFor(word) && other !== 'public')
        .filter((other) => !areSeries(word, other) && areComparable(sameFor(word), sameFor(other)))
        .sort((a, b) => uses(b) - uses(a) || slipsBetween(word, a) - slipsBetween(word, b));
      return nearestWord(word, likely);
    },
  };
}

/** The galleries whose word is nearly another one in use, as messages. */
export function nearAccess(
  galleries: readonly (NamedGallery & { data: { access: string } })[],
  words: AccessWords,
): string[] {
  return galleries.flatMap((gallery) => {
    const { access } = gallery.data;
    const near = words.nearTo(access);
    if (near === undefined) return [];
    const many = words.uses(near);
    return `${placeIn(gallery, 'access:')} says \`access: ${oneLine(access)}\`. Did you mean \`${oneLine(near)}\`, as ${many === 1 ? 'another gallery says' : `${many} other galleries say`}?`;
  });
}

export const NEAR_ACCESS_ADVICE =
  'One word for who may watch is spelled alike everywhere. If two words are meant, make them less alike; a word that two galleries say is taken as it is.';
