import { z } from 'astro/zod';
import { oneLine } from '../../contract/one-line.js';
import { dataText } from './front-matter.js';
import { lineOfPath } from './line-of-path.js';
import { pathWords } from './path-words.js';
import { plainWords } from './plain-words.js';
import type { Slip } from './yaml-slips.js';

/** Where an entry of a collection comes from. */
export interface EntrySource {
  id: string;
  /** As messages name it; absent for entries that no file holds. */
  file?: string | undefined;
  contents?: string | undefined;
}

/** The longest path of a file in a message, in characters. */
const LONGEST_PATH = 300;

const placeOf = ({ id, file }: EntrySource, line?: number) => {
  if (!file) return `The gallery "${oneLine(id)}"`;
  const name = oneLine(file, LONGEST_PATH);
  return line === undefined ? name : `${name}:${line}`;
};

export const tellSlips = (source: EntrySource, slips: readonly Slip[]): string[] =>
  slips.map(({ line, message }) => `${placeOf(source, line)}: ${message}.`);

/** What a schema found in an entry, a line for each mistake, by their lines in the file. */
export function tellIssues(source: EntrySource, issues: readonly z.core.$ZodIssue[]): string[] {
  const { file, contents } = source;
  const text = file && contents !== undefined ? dataText(contents, file) : undefined;
  const isEntryOfMany = text !== undefined && text === contents;
  const told = issues.map((issue) => {
    const line =
      text === undefined
        ? undefined
        : (lineOfPath(text, issue.path, isEntryOfMany ? source.id : undefined) ?? 1);
    const where = pathWords(issue.path);
    return { line, text: `${placeOf(source, line)}: ${where ? `${where}: ` : ''}${plainWords(issue)}.` };
  });
  return told.sort((a, b) => (a.line ?? 0) - (b.line ?? 0)).map((each) => each.text);
}

type Schema = z.ZodType | ((context: { image: () => z.ZodType }) => z.ZodType);

/** What a collection's schema finds in an entry; undefined where it finds nothing. */
export async function issuesOf(
  schema: unknown,
  data: unknown,
): Promise<readonly z.core.$ZodIssue[] | undefined> {
  if (!schema) return undefined;
  const given = schema as Schema;
  const own = typeof given === 'function' ? given({ image: () => z.string() }) : given;
  return (await own.safeParseAsync(data)).error?.issues;
}
