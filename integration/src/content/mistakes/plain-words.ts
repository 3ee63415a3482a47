import type { z } from 'astro/zod';
import { oneLine } from '../../contract/one-line.js';

const KINDS: Readonly<Record<string, string>> = {
  string: 'a text',
  number: 'a number',
  int: 'a whole number',
  boolean: 'true or false',
  array: 'a list',
  tuple: 'a list',
  object: 'a mapping, such as { key: text }',
  record: 'a mapping, such as { key: text }',
  date: 'a date, such as 2026-05-04',
};

const FORMATS: Readonly<Record<string, string>> = {
  url: 'an address, such as https://example.com/',
  email: 'an address of e-mail',
  datetime: 'a date with its time, such as 2026-05-04T10:30:00Z',
  date: 'a date, such as 2026-05-04',
  time: 'a time, such as 10:30:00',
};

/** How schemas of zod say by themselves what is wrong, where their author wrote no words. */
const OWN_WORDS = /^(?:Invalid|Too (?:small|big)|Unrecognized key|Required|Expected)/;

const THINGS: Readonly<Record<string, readonly [one: string, many: string]>> = {
  string: [' character', ' characters'],
  array: [' entry', ' entries'],
  set: [' entry', ' entries'],
};

const bound = ({ origin = '' }: { origin?: unknown }, word: string, limit: unknown) => {
  const things = THINGS[String(origin)]?.[Number(limit) === 1 ? 0 : 1] ?? '';
  return `write ${word} ${String(limit)}${things}`;
};

/** What a schema says of a value, without words that only its author knows. Values are not repeated. */
export function plainWords(issue: z.core.$ZodIssue): string {
  if (issue.code === 'custom' || !OWN_WORDS.test(issue.message)) return issue.message;
  switch (issue.code) {
    case 'invalid_type':
      return `write ${KINDS[issue.expected] ?? 'something here'}`;
    case 'invalid_value':
      return `write ${issue.values.map((value) => oneLine(String(value))).join(' or ')}`;
    case 'invalid_format':
      return `write ${FORMATS[issue.format] ?? 'it in the form that this site asks for'}`;
    case 'too_small':
      return bound(issue, 'at least', issue.minimum);
    case 'too_big':
      return bound(issue, 'at most', issue.maximum);
    case 'unrecognized_keys':
      return `there is no \`${issue.keys.map((key) => oneLine(key)).join('`, `')}\` here; leave it out`;
    default:
      return 'this is not what the site asks for here';
  }
}
