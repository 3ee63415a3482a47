import { isAbsent } from './absent.js';
import { type Reader, read, wrong } from './reading.js';

/** What stands around a text without being seen: white space, and what pasted text brings along. */
const AROUND = /^[\s\u200b-\u200d\u2060\ufeff]+|[\s\u200b-\u200d\u2060\ufeff]+$/g;

/** A day where there is no time of day, as YAML reads `2026-05-04`. */
function dateText(date: Date): string {
  const text = date.toISOString();
  return text.endsWith('T00:00:00.000Z') ? text.slice(0, 10) : text;
}

/** A single value as text; undefined for what is none. YAML reads `title: 2026` as a number, and a day as a date. */
export function textOf(written: unknown): string | undefined {
  if (typeof written === 'string') return written.replace(AROUND, '');
  if (typeof written === 'number' || typeof written === 'bigint' || typeof written === 'boolean')
    return String(written);
  return written instanceof Date && !Number.isNaN(written.valueOf()) ? dateText(written) : undefined;
}

/** Text, without the white space around it. */
export const text =
  (message: string): Reader<string | undefined> =>
  (written) => {
    if (isAbsent(written)) return read(undefined);
    const value = textOf(written);
    if (value === undefined) return wrong(message);
    return read(value === '' ? undefined : value);
  };
