import { oneLine } from '../contract/one-line.js';
import { isAbsent } from './fields/absent.js';
import { type Reader, read, wrong } from './fields/reading.js';
import { nearestWord } from './near-word.js';

const ADVICE = 'write public, or a word that your authorize rule knows';

/**
 * Who may watch. What is not written at all is `public`; what is written and empty is a mistake, and nothing but the word
 * itself, in upper or lower case, ever is `public`.
 */
export const accessWord: Reader<string> = (written) => {
  if (written === undefined) return read('public');
  if (isAbsent(written)) return wrong(ADVICE);
  if (typeof written !== 'string' && typeof written !== 'number') return wrong(ADVICE);
  const word = String(written).trim();
  if (word.toLowerCase() === 'public') return read('public');
  return nearestWord(word, ['public'])
    ? wrong(`\`${oneLine(word)}\` is nearly \`public\`; write \`public\`, or a word that is less like it`)
    : read(word);
};
