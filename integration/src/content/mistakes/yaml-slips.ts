import { LineCounter, parseDocument } from 'yaml';
import { oneLine } from '../../contract/one-line.js';
import { numberedFrontMatter } from './front-matter.js';

/** Something on a line of a file that keeps it from being read. */
export interface Slip {
  line: number;
  /** What is wrong and what to write. */
  message: string;
}

const KEY = /^(\s*(?:- +)*)([\w$-]+) *:(.*)$/;

/** What a line says, without its key and without a remark behind it. */
const valueIn = (line: string) => {
  const value = (KEY.exec(line)?.[3] ?? line.replace(/^\s*- /, '')).trim();
  return /^["']/.test(value) ? value : value.replace(/(?:^|\s)#.*$/, '').trim();
};

const keyOf = (line: string) => KEY.exec(line)?.[2] ?? 'title';

/** Whether a text in quotes ends on its line, and whether something follows it there. */
function quoted(value: string): 'open' | 'followed' | 'closed' | undefined {
  const [quote] = value;
  if (quote !== '"' && quote !== "'") return undefined;
  const whole = quote === '"' ? /^"(?:[^"\\]|\\.)*"/ : /^'(?:[^']|'')*'/;
  const found = whole.exec(value);
  if (!found) return 'open';
  return /^\s*(?:#.*|[,\]}:].*)?$/.test(value.slice(found[0].length)) ? 'closed' : 'followed';
}

const isOpenFlow = (value: string) =>
  /^[[{]/.test(value) && (value.match(/[[{]/g)?.length ?? 0) > (value.match(/[\]}]/g)?.length ?? 0);

/** Says what is wrong with a line; undefined for one that looks well. Each of them gets the line and what is around it. */
const NAMED: ((line: string, value: string) => string | undefined)[] = [
  (line) =>
    /^\s*\t/.test(line) || /^\s*-\t/.test(line) ? 'there is a tab; write spaces instead' : undefined,
  (line) =>
    /^[ \t]*[\u00a0\u2000-\u200b\u202f\u3000\ufeff]/.test(line)
      ? 'the line begins with a space of another kind; write plain spaces instead'
      : undefined,
  (_line, value) =>
    /[\u201c\u201d\u2018\u2019\u00ab\u00bb]/.test(value[0] ?? '') && /:\s/.test(value)
      ? 'curly quotes do not count as quotes; write straight ones (" or \')'
      : undefined,
  (_line, value) =>
    quoted(value) === 'open'
      ? `a quote is opened and not closed; write ${value[0]} at the end of the text`
      : undefined,
  (_line, value) =>
    quoted(value) === 'followed'
      ? `the quote is closed before the end of the text; put all of it between one pair of quotes, and write ${value[0] === '"' ? '\\"' : "''"} for a ${value[0]} inside of it`
      : undefined,
  (line) => {
    const [, key] = /^\s*(?:- +)?([\w$-]+):(?![\s/]|$)\S/.exec(line) ?? [];
    return key
      ? `a space is missing after the colon of \`${oneLine(key)}\`; write \`${oneLine(key)}: …\``
      : undefined;
  },
  (line, value) => {
    const [sign] = /^[@`%&*!,\]}]/.exec(value) ?? [];
    return sign
      ? `a text that begins with ${sign} has to be in quotes; write ${keyOf(line)}: "${sign}…"`
      : undefined;
  },
  (line, value) => {
    const [sign] = /^[[{][^[\]{}]*[\]}]\s*[^\s#,\]}]/.exec(value) ? value : [];
    return sign
      ? `a text that begins with ${sign} has to be in quotes; write ${keyOf(line)}: "${sign}…"`
      : undefined;
  },
  (_line, value) =>
    isOpenFlow(value)
      ? `what begins with ${value[0]} is not closed; write ${value[0] === '[' ? ']' : '}'} at its end`
      : undefined,
  (line, value) =>
    KEY.test(line) && !quoted(value) && !/^[[{|>]/.test(value) && /:(?:\s|$)/.test(value)
      ? `there is a colon in the text; put the text in quotes: ${keyOf(line)}: "…: …"`
      : undefined,
  (_line, value) =>
    /^[[{]/.test(value) && /:\s[^,\]}{["']*:\s/.test(value)
      ? 'there is a colon in a text between brackets; put that text in quotes: "…: …"'
      : undefined,
  (line) =>
    /^[\w$-]+\s+\S/.test(line) && !KEY.test(line) && !/^\s*-/.test(line)
      ? 'a colon is missing after the key; write `key: text`'
      : undefined,
];

function nameOf(line: string): string | undefined {
  const value = valueIn(line);
  for (const slip of NAMED) {
    const named = slip(line, value);
    if (named) return named;
  }
  return undefined;
}

const SECOND_LINE_MISSING = 'the second line of three hyphens is missing';

/** The first line after an empty one that is neither key nor list: text that belongs below the front matter. */
function proseLine(lines: readonly string[]): number | undefined {
  const begin = lines.findIndex((line) => line.trim() !== '');
  const found = lines.findIndex(
    (line, index) =>
      index > begin && lines[index - 1]?.trim() === '' && /^[^\s#-]/.test(line) && !/^[\w$-]+\s*:/.test(line),
  );
  return found < 0 ? undefined : found + 1;
}

/** The numbers of lines that are text from beginning to end, below a key with | or >. */
function linesOfText(lines: readonly string[]): ReadonlySet<number> {
  const found = new Set<number>();
  let below: number | undefined;
  for (const [index, line] of lines.entries()) {
    const depth = line.search(/\S/);
    if (below !== undefined && depth >= 0 && depth <= below) below = undefined;
    if (below !== undefined) found.add(index + 1);
    else if (/:\s+[|>][+-]?\d?\s*$/.test(line)) below = depth;
  }
  return found;
}

const UNKNOWN =
  'this line cannot be read; lines that belong together begin at the same column, and a text with special characters has to be in quotes';

/**
 * The slips of a text that is no YAML: what a line is known to be wrong for, or where it cannot be read any more.
 *
 * @param told What the reader of Astro said, and on which line.
 */
export function yamlSlips(text: string, told?: { line: number; reason: string }): Slip[] {
  const counter = new LineCounter();
  const { errors } = parseDocument(text, { lineCounter: counter, prettyErrors: false });
  const [first] = errors.toSorted((a, b) => a.pos[0] - b.pos[0]);
  const at = first ? counter.linePos(first.pos[0]).line : told?.line;
  if (at === undefined) return [];
  const lines = text.split(/\r?\n/);
  const prose = proseLine(lines);
  if (prose !== undefined && prose <= at + 1)
    return [{ line: prose, message: `${SECOND_LINE_MISSING}; write --- above this line` }];
  const double = /duplicated mapping key|Map keys must be unique/i.exec(`${told?.reason} ${first?.message}`);
  if (double) {
    const key = keyOf(lines[at - 1] ?? '');
    return [{ line: at, message: `\`${oneLine(key)}\` is there twice; leave one of the two` }];
  }
  // What is wrong is often noticed a line too late, and an open quote at the very end.
  const texts = linesOfText(lines);
  const named = lines.flatMap((line, index): Slip[] => {
    const isRead = line.trim() !== '' && !/^\s*#/.test(line) && !texts.has(index + 1);
    const message = isRead ? nameOf(line) : undefined;
    return message ? [{ line: index + 1, message }] : [];
  });
  const here = named.filter(({ line }) => line === at || line === at - 1);
  const open = named.find(({ message, line }) => line <= at && / not closed/.test(message));
  const tabs = named.filter(({ message }) => message.startsWith('there is a tab'));
  const found =
    tabs.length > 0 ? tabs : open ? [open] : here.length > 0 ? here.slice(0, 1) : named.slice(0, 1);
  if (found.length === 0) return [{ line: at, message: UNKNOWN }];
  // The same slip in other lines, such as a colon in every title of a list.
  const others = named.filter(
    ({ line }) => line > (found[0]?.line ?? 0) && !found.some((each) => each.line === line),
  );
  return [...found, ...(open ? [] : others)];
}

/** The slip of a text that is no JSON. */
export function jsonSlips(text: string): Slip[] {
  try {
    JSON.parse(text);
    return [];
  } catch (error) {
    const [, position] = /position (\d+)/.exec((error as Error).message) ?? [];
    const end = Number(position ?? text.length);
    const before = end < text.length ? text.slice(0, end) : text.trimEnd();
    return [
      {
        line: before.split('\n').length,
        message:
          'this is no JSON any more; look for a comma too many or too few, or a quote that is not closed, here or on the line before',
      },
    ];
  }
}

/** The keys of which at least one stands in every gallery. */
const OURS = /^\s*(?:title|videos|select)\s*:/m;

/** What is wrong with the lines around the front matter of a Markdown file; empty where they are as they should be. */
export function frontMatterSlips(contents: string): Slip[] {
  const text = numberedFrontMatter(contents);
  if (text !== undefined) {
    const lone = /^[\w$-]+:\S/m.exec(text) ? yamlSlips(text, { line: 2, reason: '' }) : [];
    return lone.filter(({ message }) => message.startsWith('a space is missing'));
  }
  if (contents.trim() === '')
    return [
      {
        line: 1,
        message: 'the file is empty; write a line ---, the keys of the gallery, and a line --- again',
      },
    ];
  const lines = contents.replace(/^\uFEFF/, '').split(/\r?\n/);
  if (contents.trimStart().startsWith('+++')) return [];
  const begin = lines.findIndex((line) => line.trim() !== '');
  if (!/^---\s*$/.test(lines[begin] ?? '')) {
    return [
      {
        line: begin + 1,
        message: OURS.test(contents)
          ? 'the first line has to be three hyphens, with nothing before them; write ---'
          : 'there is no front matter; write a line ---, the keys of the gallery, and a line --- again',
      },
    ];
  }
  const end = lines.findIndex(
    (line, index) => index > begin && !/^\s*$|^\s*#|^\s*- |^\s+|^[\w$-]+\s*:/.test(line),
  );
  const line = end < 0 ? lines.findLastIndex((each) => each.trim() !== '') + 2 : end + 1;
  return [
    {
      line: Math.min(line, lines.length),
      message: `${SECOND_LINE_MISSING}; write --- below the last key`,
    },
  ];
}
