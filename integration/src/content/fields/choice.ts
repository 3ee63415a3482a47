import { oneLine } from '../../contract/one-line.js';
import { nearestWord } from '../near-word.js';
import { isAbsent } from './absent.js';
import { type Reader, read, wrong } from './reading.js';
import { textOf } from './text.js';

/** One of some words, in upper or lower case. */
export const choice =
  <Word extends string>(words: readonly Word[]): Reader<Word | undefined> =>
  (written) => {
    if (isAbsent(written)) return read(undefined);
    const spelled = textOf(written) ?? '';
    const value = words.find((word) => word.toLowerCase() === spelled.toLowerCase());
    if (value) return read(value);
    const near = nearestWord(spelled, words);
    const known = `write ${words.slice(0, -1).join(', ')} or ${words.at(-1)}`;
    return wrong(near ? `\`${oneLine(spelled)}\` is none of its words; write \`${near}\`` : known);
  };
