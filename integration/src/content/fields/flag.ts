import { isAbsent } from './absent.js';
import { type Reader, read, wrong } from './reading.js';
import { textOf } from './text.js';

const FLAGS: Readonly<Record<string, boolean>> = { true: true, false: false };

/** Yes or no; in quotes, too. */
export const flag =
  (message = 'write true or false'): Reader<boolean | undefined> =>
  (written) => {
    if (isAbsent(written)) return read(undefined);
    const word = typeof written === 'string' ? textOf(written)?.toLowerCase() : written;
    const value = typeof word === 'boolean' ? word : FLAGS[String(word)];
    return value === undefined ? wrong(message) : read(value);
  };
