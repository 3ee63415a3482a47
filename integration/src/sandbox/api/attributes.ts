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

/** Attribute, check, what the error says; `null` clears those marked so. */
const rules: Record<keyof Attributes, { accepts(value: unknown): boolean; says: string; clears?: true }> = {
  title: {
    accepts: (value) => isString(value) && value !== '',
    says: 'This value must be a non-empty string.',
  },
  description: { accepts: isString, says: 'This value must be a string.' },
  public: { accepts: isBoolean, says: 'This value must be a boolean.' },
  panoramic: { accepts: isBoolean, says: 'This value must be a boolean.' },
  mp4Support: { accepts: isBoolean, says: 'This value must be a boolean.' },
  playerId: { accepts: isString, says: 'This value must be a string.', clears: true },
  language: {
    accepts: (value) => LANGUAGES.includes(value as string),
    says: 'This language is not supported.',
    clears: true,
  },
  tags: { accepts: isTags, says: 'This value must be a list of strings.' },
  metadata: {
    accepts: isMetadata,
    says: 'This value must be a list of objects with a string key and a string value.',
  },
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
    const { accepts, says, clears } = rules[name];
    if (value === undefined) continue;
    if (value === null && clears) Object.assign(attributes, { [name]: undefined });
    else if (accepts(value)) Object.assign(attributes, { [name]: value });
    else problems.push(invalid(name, says));
  }
  return { attributes, problems };
}
