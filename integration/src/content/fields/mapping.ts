import { oneLine } from '../../contract/one-line.js';
import { nearestKey } from '../near-word.js';
import { isBlank, isMapping } from './absent.js';
import { below, type Mistake, type Reader, read, wrong } from './reading.js';

type Fields = Readonly<Record<string, Reader<unknown>>>;

type ValueOf<Read> = Read extends Reader<infer Value> ? Value : never;

/** What the fields of a mapping read; absent ones are not there. */
export type Mapped<Known extends Fields> = {
  [Key in keyof Known as undefined extends ValueOf<Known[Key]> ? never : Key]: ValueOf<Known[Key]>;
} & {
  [Key in keyof Known as undefined extends ValueOf<Known[Key]> ? Key : never]?:
    | Exclude<ValueOf<Known[Key]>, undefined>
    | undefined;
};

/** What is a misspelled key of ours. All other keys belong to the site or its CMS. */
export function misspelledKeys(written: object, known: readonly string[]): (Mistake & { meant: string })[] {
  return Object.keys(written).flatMap((key) => {
    const near = nearestKey(key, known);
    return near
      ? [{ path: [key], message: `there is no \`${oneLine(key)}\` here; write \`${near}\``, meant: near }]
      : [];
  });
}

/** A mapping with fields of ours; keys that are not ours are kept as they are. */
export const mapping =
  <Known extends Fields>(fields: Known, message: string): Reader<Mapped<Known> | undefined> =>
  (written) => {
    if (isBlank(written) && !isMapping(written)) return read(undefined);
    if (!isMapping(written)) return wrong(message);
    const mistakes: Mistake[] = [...misspelledKeys(written, Object.keys(fields))];
    const values = Object.entries(fields).flatMap(([key, reader]) => {
      const reading = reader(written[key]);
      if ('value' in reading) return reading.value === undefined ? [] : [[key, reading.value] as const];
      mistakes.push(...below(key, reading.mistakes));
      return [];
    });
    if (mistakes.length > 0) return { mistakes };
    const others = Object.entries(written).filter(([key]) => !Object.hasOwn(fields, key));
    return read(Object.fromEntries([...values, ...others]) as Mapped<Known>);
  };
