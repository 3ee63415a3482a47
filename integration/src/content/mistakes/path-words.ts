const ORDINALS = 'first second third fourth fifth sixth seventh eighth ninth tenth'.split(' ');

/** What an entry of a list is called, by the key of the list. */
const ENTRIES: Readonly<Record<string, string>> = {
  videos: 'video',
  tags: 'tag',
  exclude: 'video',
  chapters: 'language',
  aliases: 'alias',
};

function ordinal(place: number): string {
  const word = ORDINALS[place - 1];
  if (word) return word;
  const isTeen = place % 100 > 10 && place % 100 < 14;
  return `${place}${(!isTeen && ['', 'st', 'nd', 'rd'][place % 10]) || 'th'}`;
}

/** A place in a file's data as people call it: `title` of the third video. Empty for the file as a whole. */
export function pathWords(path: readonly PropertyKey[]): string {
  const words: string[] = [];
  for (const [index, key] of path.entries()) {
    const list = String(path[index - 1] ?? '');
    if (typeof key !== 'number') {
      words.unshift(`\`${String(key)}\``);
    } else if (Object.hasOwn(ENTRIES, list)) {
      words[0] = `the ${ordinal(key + 1)} ${ENTRIES[list]}`;
    } else {
      words.unshift(`the ${ordinal(key + 1)} entry`);
    }
  }
  return words.join(' of ');
}
