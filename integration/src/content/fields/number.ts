import { isAbsent } from './absent.js';
import { type Reader, read, wrong } from './reading.js';
import { textOf } from './text.js';

const NUMBER = /^[+-]?\d+(\.\d+)?$/;

interface Bounds {
  whole?: boolean;
  least?: number;
  most?: number;
}

/** A number within bounds; in quotes, too. */
export const number =
  (
    message: string,
    { whole = false, least = -Infinity, most = Infinity }: Bounds = {},
  ): Reader<number | undefined> =>
  (written) => {
    if (isAbsent(written)) return read(undefined);
    const spelled = typeof written === 'string' ? textOf(written) : undefined;
    const value = spelled !== undefined && NUMBER.test(spelled) ? Number(spelled) : written;
    const fits = typeof value === 'number' && Number.isFinite(value) && value >= least && value <= most;
    return fits && (!whole || Number.isInteger(value)) ? read(value) : wrong(message);
  };
