import { invalid, type Problem } from '../http/problem.js';
import type { VideoRecord } from '../state/videos.js';

/** What a payload may set on a video (apivideo-contract 7 and 8.2). */
export type Attributes = Partial<
  Pick<
    VideoRecord,
    | 'title'
    | 'description'
    | 'public'
    | 'panoramic'
    | 'mp4Support'
    | 'playerId'
    | 'language'
    | 'tags'
    | 'metadata'
  >
>;

const isString = (value: unknown) => typeof value === 'string';
const isBoolean = (value: unknown) => typeof value === 'boolean';
const isTags = (value: unknown) => Array.isArray(value) && value.every(isString);
const isMetadata = (value: unknown) =>
  Array.isArray(value) && value.every((entry) => isString(entry?.key) && isString(entry?.value));
/** The languages api.video transcribes, in its own order. */
const LANGUAGES =
  'ar ca cs da de el en es fa fi fr he hi hr hu it ja ko ml nl nn no pl pt ru sk sl te tr uk ur vi zh'.split(
    ' ',
  );

const wrong = (what: string) => (name: string) => ({
  ...invalid(name),
  title: `This attribute must be ${what}.`,
});
const LETTERS_AND_DASHES =
  'The "language" attribute must contain only letters and dashes (for example "fr", "fr-BE").';
const wrongLanguage = (name: string, value: unknown) =>
  invalid(
    name,
    /^[A-Za-z-]+$/.test(String(value)) ? 'The "language" attribute is not valid.' : LETTERS_AND_DASHES,
  );

interface Rule {
  accepts(value: unknown): boolean;
  problem(name: string, value: unknown): Problem;
  /** Whether `null` unsets it. */
  clears?: true;
}

const rules: Record<keyof Attributes, Rule> = {
  title: { accepts: (value) => isString(value) && value !== '', problem: wrong('a non-empty string') },
  description: { accepts: isString, problem: wrong('a string') },
  public: { accepts: isBoolean, problem: wrong('a boolean') },
  panoramic: { accepts: isBoolean, problem: wrong('a boolean') },
  mp4Support: { accepts: isBoolean, problem: wrong('a boolean') },
  playerId: { accepts: isString, problem: wrong('a string'), clears: true },
  language: { accepts: (value) => LANGUAGES.includes(value as string), problem: wrongLanguage, clears: true },
  tags: { accepts: isTags, problem: wrong('an array') },
  metadata: { accepts: isMetadata, problem: wrong('an array') },
};

/** The known attributes of a payload; `undefined` stands for one that was cleared. Unknown ones are left alone. */
export function parseAttributes(payload: Record<string, unknown>): {
  attributes: Attributes;
  problems: Problem[];
} {
  const attributes: Attributes = {};
  const problems: Problem[] = [];
  for (const name of Object.keys(rules) as (keyof Attributes)[]) {
    const value = payload[name];
    const { accepts, problem, clears } = rules[name];
    if (value === undefined) continue;
    if (value === null && clears) Object.assign(attributes, { [name]: undefined });
    else if (accepts(value)) Object.assign(attributes, { [name]: value });
    else problems.push(problem(name, value));
  }
  if (payload.scheduledAt !== undefined && Number.isNaN(Date.parse(String(payload.scheduledAt)))) {
    problems.unshift(wrong('a ISO-8601 date')('scheduledAt'));
  }
  return { attributes, problems };
}
