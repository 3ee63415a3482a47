import { type Reader, read, wrong } from './reading.js';
import { text } from './text.js';

const MESSAGE = 'write an address below the galleries of this site, such as old-name or 2025/workshop';

/** What no page below the galleries can be called. */
const FOREIGN = /[?#\\\s]|\/\/|(^|\/)\.{1,2}(\/|$)/;

/** A path below the index of galleries, without slashes around it. */
export const alias: Reader<string | undefined> = (written) => {
  const spelled = text(MESSAGE)(written);
  if ('mistakes' in spelled || spelled.value === undefined) return spelled;
  const path = spelled.value.replace(/^\/|\/$/g, '');
  return path === '' || FOREIGN.test(path) ? wrong(MESSAGE) : read(path);
};
