import { isAbsent, isBlank } from './absent.js';
import { below, type Mistake, type Reader, read, wrong } from './reading.js';

/** A list without its empty places; undefined where nothing else is in it. */
export const list =
  <Item>(item: Reader<Item | undefined>, message: string): Reader<Item[] | undefined> =>
  (written) => {
    if (isAbsent(written)) return read(undefined);
    if (!Array.isArray(written)) return wrong(message);
    const items: Item[] = [];
    const mistakes: Mistake[] = [];
    for (const [index, each] of written.entries()) {
      if (isBlank(each)) continue;
      const reading = item(each);
      if ('mistakes' in reading) mistakes.push(...below(index, reading.mistakes));
      else if (reading.value !== undefined) items.push(reading.value);
    }
    if (mistakes.length > 0) return { mistakes };
    return read(items.length > 0 ? items : undefined);
  };
