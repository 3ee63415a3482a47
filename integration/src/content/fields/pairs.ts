import { isAbsent, isMapping } from './absent.js';
import { below, type Mistake, type Reader, read, wrong } from './reading.js';
import { text, textOf } from './text.js';

/**
 * Pairs of key and value: a mapping, or a list of `{ key, value }` as api.video has it and CMSs write that know no free
 * keys. Pairs without a value are absent.
 */
export const pairs =
  (message: string): Reader<Record<string, string> | undefined> =>
  (written) => {
    if (isAbsent(written)) return read(undefined);
    const entries = entriesOf(written);
    if (!entries) return wrong(message);
    const value = text(message);
    const found: [string, string][] = [];
    const mistakes: Mistake[] = [];
    for (const [place, key, each] of entries) {
      const reading = value(each);
      if ('mistakes' in reading) mistakes.push(...below(place, reading.mistakes));
      else if (key !== '' && reading.value !== undefined) found.push([key, reading.value]);
    }
    if (mistakes.length > 0) return { mistakes };
    return read(found.length > 0 ? Object.fromEntries(found) : undefined);
  };

type Entry = [place: PropertyKey, key: string, value: unknown];

function entriesOf(written: unknown): Entry[] | undefined {
  if (isMapping(written)) return Object.entries(written).map(([key, value]) => [key, key.trim(), value]);
  if (!Array.isArray(written) || !written.every(isMapping)) return undefined;
  return written.map(({ key, value }, index) => [index, textOf(key) ?? '', value]);
}
