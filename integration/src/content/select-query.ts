import { oneLine } from '../contract/one-line.js';
import { VIDEO_SORTS } from '../contract/video-query.js';
import { isAbsent, isBlank, isMapping } from './fields/absent.js';
import { choice } from './fields/choice.js';
import { list } from './fields/list.js';
import { type Mapped, mapping } from './fields/mapping.js';
import { number } from './fields/number.js';
import { pairs } from './fields/pairs.js';
import { type Reader, withDefault, wrong } from './fields/reading.js';
import { text } from './fields/text.js';

const fields = {
  /** Only videos that carry all of these tags. */
  tags: list(text('write the tag as text'), 'write a list, such as [talks, workshop]'),
  /** Only videos whose metadata hold all of these pairs. */
  metadata: pairs('write pairs of a key and a text, such as { year: "2026" }'),
  /** Only videos whose title contains this, upper and lower case alike. */
  title: text('write a part of the titles to find, as text'),
  sort: withDefault(choice(VIDEO_SORTS), 'publishedAt'),
  order: withDefault(choice(['asc', 'desc'] as const), 'desc'),
  /** At most this many videos. */
  limit: number('write how many videos at most, a whole number from 1 to 10000', {
    whole: true,
    least: 1,
    most: 10_000,
  }),
};

const query = mapping(fields, 'write what the videos have in common, such as { tags: [talks] }');

export type SelectData = Mapped<typeof fields>;

const FILTERS = ['tags', 'metadata', 'title'];

/** What CMSs add to mappings of their own accord. */
const ADDED = /^[_$]|^id$/;

/** Read from a form that was opened and left empty: `videos:` beside it decides. */
const blank = new WeakSet<object>();

export const isBlankSelect = (select: object): boolean => blank.has(select);

/** The query of a gallery. */
export const select: Reader<SelectData | undefined> = (written) => {
  const reading = query(written);
  if ('mistakes' in reading || !reading.value || !isMapping(written)) return reading;
  if (FILTERS.every((filter) => isAbsent(written[filter]))) {
    // Ignored, it would show every video of the account.
    const foreign = Object.keys(written).find(
      (key) => !(key in fields) && !ADDED.test(key) && !isBlank(written[key]),
    );
    if (foreign !== undefined)
      return wrong(
        `nothing is selected by \`${oneLine(foreign)}\`; write \`tags\`, \`metadata\` or \`title\``,
        [foreign],
      );
  }
  if (Object.keys(written).length > 0 && isBlank(written)) blank.add(reading.value);
  return reading;
};

export const SELECT_JSON = {
  type: 'object',
  properties: {
    tags: { type: 'array', items: { type: 'string' }, description: 'Only videos that carry all of these' },
    metadata: { type: 'object', description: 'Only videos whose metadata hold all of these pairs' },
    title: { type: 'string', description: 'Only videos whose title contains this' },
    sort: { enum: VIDEO_SORTS, default: 'publishedAt' },
    order: { enum: ['asc', 'desc'], default: 'desc' },
    limit: { type: 'integer', minimum: 1, maximum: 10_000, description: 'At most this many videos' },
  },
};
