import { AstroError } from 'astro/errors';
import type { GrantPayload } from '../../grants/payload.js';
import { bytesOver, MAX_PLAINTEXT } from '../../grants/seal.js';

/** A grant that is to be sealed, and what an editor knows of its video. */
export interface ToSeal {
  payload: GrantPayload;
  title: string;
  /** Whether the title is the one at api.video, which no file of the site says. */
  ownTitle: boolean;
}

/** Something that a grant says and somebody wrote. */
interface Part {
  name: string;
  /** What it says, where that is one text that can be cut at its end. */
  text?: string | undefined;
  bytes: number;
  /** What stands in the file of the gallery near it, where it holds for every video there. */
  line?: string;
}

const MOST_TOLD = 10;
const MOST_OF_A_TITLE = 60;

const letters = (text: string) =>
  Array.from(
    new Intl.Segmenter(undefined, { granularity: 'grapheme' }).segment(text),
    (each) => each.segment,
  );

/** As JSON writes it, without the quotes around it. */
const bytesOf = (text: string) => Buffer.byteLength(JSON.stringify(text)) - 2;

function short(title: string): string {
  const line = letters(title.replace(/[\p{Cc}\p{Zl}\p{Zp}]+/gu, ' '));
  return line.length > MOST_OF_A_TITLE ? `${line.slice(0, MOST_OF_A_TITLE).join('')}…` : line.join('');
}

/** The parts that somebody can shorten, the longest first. */
function partsOf({ payload, ownTitle }: ToSeal): Part[] {
  const { title = '', caption = '', access, source } = payload;
  const text = (name: string, text: string, line?: string): Part => ({
    name,
    text,
    bytes: bytesOf(text),
    ...(line ? { line } : {}),
  });
  const parts = [
    text(ownTitle ? 'title at api.video' : '`title`', title),
    text('`caption`', caption),
    text('`access`', access, 'access:'),
  ];
  if (source.kind === 'query') {
    const { title: found = '', tags = [], metadata = {} } = source.query;
    const list = (name: string, value: unknown): Part => ({
      name,
      bytes: Buffer.byteLength(JSON.stringify(value)),
      line: 'select:',
    });
    parts.push(
      text('`select.title`', found, 'select:'),
      list('`select.tags`', tags),
      list('`select.metadata`', metadata),
    );
  }
  return parts.filter(({ bytes }) => bytes > 0).sort((a, b) => b.bytes - a.bytes);
}

/** How many characters at the end of a text take so many bytes; all of them where it has not so many. */
function lettersOf(text: string, bytes: number): number {
  let left = bytes;
  let count = 0;
  for (const letter of letters(text).reverse()) {
    if (left <= 0) break;
    left -= bytesOf(letter);
    count += 1;
  }
  return count;
}

/** The fewest parts that are long enough together, and what each of them has to lose. */
function cuts(parts: readonly Part[], over: number): string {
  const told: string[] = [];
  let left = over;
  for (const { name, text, bytes } of parts) {
    if (left <= 0) break;
    const bytesToCut = Math.min(left, bytes);
    const atEnd = text === undefined ? '' : ` (${lettersOf(text, bytesToCut)} characters at its end)`;
    told.push(`${bytesToCut} bytes from its ${name}, which takes ${bytes}${atEnd}`);
    left -= bytesToCut;
  }
  return told.join(', and ');
}

/**
 * Fails where a grant would be longer than a server looks at: its video could never be watched.
 *
 * @param where Gives the file, and the line on which a text stands there; or what else holds the videos.
 */
export function requireGrantsThatFit(where: (text: string) => string, grants: readonly ToSeal[]): void {
  const told = new Map<string, string>();
  const long = grants
    .map((grant) => ({ ...grant, over: bytesOver(grant.payload) }))
    .filter(({ over }) => over > 0)
    .sort((a, b) => b.over - a.over);
  for (const grant of long) {
    const { videoId } = grant.payload;
    const parts = partsOf(grant);
    const line = parts[0]?.line;
    // What holds for every video of a gallery is told once, for the one that has most to lose.
    const about = line ?? videoId;
    if (told.has(about)) continue;
    told.set(
      about,
      `${where(line ?? (grant.payload.source.kind === 'query' ? 'select:' : videoId))}: the grant of ${videoId} (${short(grant.title)}) is ${grant.over} bytes too long. Cut ${cuts(parts, grant.over)}.`,
    );
  }
  if (told.size === 0) return;
  const lines = [...told.values()];
  const more = lines.length > MOST_TOLD ? [`… and ${lines.length - MOST_TOLD} more videos.`] : [];
  throw new AstroError(
    [...lines.slice(0, MOST_TOLD), ...more].join('\n'),
    `A grant holds ${MAX_PLAINTEXT} bytes: who may watch, the query of the gallery and, in a discreet one, title and caption. ` +
      'Bytes are those of UTF-8 in JSON: one for a plain letter, two with an accent, three in most other scripts, four and more for an emoji, two for a quotation mark or a line break.',
  );
}
