import { isAbsent } from './absent.js';
import { type Reader, read, wrong } from './reading.js';
import { textOf } from './text.js';

/** A day, or a day with its time, as ISO 8601 and the date fields of CMSs write it. */
const ISO =
  /^(\d{4})-(\d{2})-(\d{2})(?:[Tt ]\d{2}:\d{2}(?::\d{2}(?:\.\d+)?)?(?: ?(?:[Zz]|[+-]\d{2}:?\d{2}))?)?$/;

const daysOf = (year: number, month: number) => new Date(Date.UTC(year, month, 0)).getUTCDate();

export const A_DATE = 'write a day or a time, such as 2026-09-01 or 2026-09-01T18:00:00+02:00';
export const ENDS_FIRST = 'it would end before it begins: write a later time than that of `publishAt:`';

/** A point in time. Without an offset it is in UTC, wherever the site is built. */
export const date =
  (message: string): Reader<Date | undefined> =>
  (written) => {
    if (isAbsent(written)) return read(undefined);
    const spelled = written instanceof Date ? written : dateOf(textOf(written) ?? '');
    return spelled && !Number.isNaN(spelled.valueOf()) ? read(spelled) : wrong(message);
  };

function dateOf(spelled: string): Date | undefined {
  const [, year, month, day] = ISO.exec(spelled) ?? [];
  // `Date` takes the 30th of February for the 2nd of March.
  if (!year || Number(day) > daysOf(Number(year), Number(month))) return undefined;
  const whole = spelled.replace(' ', 'T').replace(' ', '').toUpperCase();
  const hasZone = /(?:Z|[+-]\d{2}:?\d{2})$/.test(whole.slice(10));
  const zone = hasZone ? whole.replace(/([+-]\d{2})(\d{2})$/, '$1:$2') : whole;
  return new Date(whole.length > 10 && !hasZone ? `${zone}Z` : zone);
}
