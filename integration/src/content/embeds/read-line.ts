import type { EmbeddedGallery, EmbeddedVideo } from '../../contract/embed.js';
import { oneLine } from '../../contract/one-line.js';
import { readPastedVideo } from '../../contract/pasted-video.js';
import { flag } from '../fields/flag.js';
import { list } from '../fields/list.js';
import { type Reader, required } from '../fields/reading.js';
import { text } from '../fields/text.js';
import { nearestKey, nearestWord, slipsBetween } from '../near-word.js';
import { language, videoId } from '../placed-video.js';

/** What a line of Markdown embeds, or what is wrong with it. */
export type EmbedLine = EmbeddedVideo | EmbeddedGallery | LineMistake;

export interface LineMistake {
  kind: 'mistake';
  message: string;
  advice: string;
}

type Kind = 'video' | 'gallery';

export const EMBED_ADVICE: Readonly<Record<Kind, string>> = {
  video: 'Write it as ::video[vi4k0jvEUuaTdRAEjQ4Jfrgz]{title="The opening"}, on a line of its own.',
  gallery: 'Write it as ::gallery[spring-summit], on a line of its own.',
};

const mistake = (kind: Kind, message: string): LineMistake => ({
  kind: 'mistake',
  message,
  advice: EMBED_ADVICE[kind],
});

const languages: Reader<string[] | undefined> = (written) =>
  list(
    language,
    'write languages, such as en or "en fr"',
  )(typeof written === 'string' ? written.split(/[\s,]+/) : written);

/** What can be said in the braces, beside `id`. */
const FIELDS = {
  video: {
    access: text('write who may watch'),
    title: text('write the title as text'),
    caption: text('write the caption as text'),
    chapters: languages,
    player: flag(),
  },
  gallery: { filter: flag() },
} satisfies Record<Kind, Record<string, Reader<unknown>>>;

/** A bare name in braces, as in `{player}`, is a yes. */
const FLAGS = new Set(['player', 'filter']);

const IDS: Readonly<Record<Kind, Reader<string>>> = {
  video: required(videoId, 'it has no id'),
  gallery: required(text('write the id of a gallery'), 'it has no id'),
};

const LINE = /^(:{1,4})[ \t]*([a-z][\w-]*)(.*)$/i;

/**
 * Reads a line that stands by itself, without what a list or a quotation puts before it. Undefined for all other text, and
 * for other people's directives.
 */
export function readEmbedLine(line: string): EmbedLine | undefined {
  const [, colons = '', name = '', written = ''] = LINE.exec(line.trim()) ?? [];
  const rest = written.trim();
  const isOurs = colons === '::' && (name === 'video' || name === 'gallery');
  if (isOurs && (written === '' || /^[[{]/.test(written))) return readDirective(name, rest);
  const kind = kindNear(name);
  if (!kind || !(kind === 'video' ? isVideo(rest) : isGallery(rest))) return undefined;
  const spelled = `${colons}${oneLine(name)}`;
  return mistake(kind, `there is no \`${spelled}\` of this form; write \`::${kind}[…]\``);
}

/** The word that was meant by a name that is one of ours, or nearly. */
function kindNear(name: string): Kind | undefined {
  const word = name.toLowerCase();
  if (word === 'galleries') return 'gallery';
  const near = nearestWord<Kind>(word, ['video', 'gallery']);
  return near && slipsBetween(word, near) < 2 ? near : undefined;
}

/** What follows a name, without its brackets, and without braces at its end. */
function inside(rest: string): string {
  const [, bracketed, bare = ''] = /^(?:[[({](.*?)[\])}]|(\S+))\s*(?:\{.*\})?$/.exec(rest) ?? [];
  return bracketed ?? bare;
}

/** The form of all ids that api.video has given so far. */
const GIVEN_ID = /^vi[A-Za-z\d]{18,30}$/;

/** Whether what follows a name is one video for certain, and nothing else. */
function isVideo(rest: string): boolean {
  const pasted = readPastedVideo(inside(rest).replace(/^id\s*[=:]\s*["']?([\w-]+).*/, '$1'));
  return 'id' in pasted && GIVEN_ID.test(pasted.id);
}

/** Whether what follows a name is one word in brackets, as a gallery's id is. */
const isGallery = (rest: string): boolean => /^\[[^\]\s]+\](?:\{.*\})?$/.test(rest);

/** `[…]` and `{…}`, each of which may be left out. */
function readDirective(kind: Kind, rest: string): EmbedLine {
  const label = rest.startsWith('[') ? bracketed(rest) : '';
  const braces = label === undefined ? '' : rest.slice(label.length).trim();
  if (label === undefined || (braces !== '' && !/^\{.*\}$/.test(braces)))
    return mistake(kind, 'what stands after its name cannot be read');
  const attributes = readAttributes(braces.slice(1, -1));
  if (!attributes) return mistake(kind, 'what stands in its braces cannot be read');
  const { id, ...said } = attributes;
  const named = label.slice(1, -1).trim();
  if (id !== undefined && named !== '')
    return mistake(kind, 'it has an id in its brackets and one in its braces');
  const reading = IDS[kind](named || (id === true ? undefined : id));
  if ('mistakes' in reading) return mistake(kind, withoutExample(reading.mistakes[0]?.message));
  return withSaid(kind, reading.value, said);
}

/** What is wrong with an id, without how it is written in YAML. */
const withoutExample = (message = '') => message.replace(/; write its id.*/, '');

function withSaid(kind: Kind, id: string, said: Readonly<Record<string, string | true>>): EmbedLine {
  const fields: Readonly<Record<string, Reader<unknown>>> = FIELDS[kind];
  const known = ['id', ...Object.keys(fields)];
  const values: Record<string, unknown> = {};
  for (const [key, written] of Object.entries(said)) {
    const field = Object.hasOwn(fields, key) ? fields[key] : undefined;
    if (!field) {
      const near = nearestKey(key, known);
      const told = near ? `write \`${near}\`` : `only ${known.map((each) => `\`${each}\``).join(', ')}`;
      return mistake(kind, `there is no \`${oneLine(key)}\` here${near ? '; ' : ', '}${told}`);
    }
    if (written === true && !FLAGS.has(key)) return mistake(kind, `\`${key}\` has no value`);
    const reading = field(written);
    if ('mistakes' in reading) return mistake(kind, `\`${key}\`: ${reading.mistakes[0]?.message}`);
    // An empty word for who may watch is not the same as none: whoever reads it says so.
    values[key] = key === 'access' ? written : reading.value;
  }
  return { kind, id, ...values };
}

/** What stands from the first bracket to the one that closes it; undefined where none does. */
function bracketed(text: string): string | undefined {
  let open = 0;
  for (const [index, sign] of Array.from(text).entries()) {
    if (sign === '[') open += 1;
    if (sign === ']') open -= 1;
    if (open === 0)
      return Array.from(text)
        .slice(0, index + 1)
        .join('');
  }
  return undefined;
}

/** One of `name="…"`, `name='…'`, `name=…` and `name`. Word processors write quotes of their own. */
const ATTRIBUTE =
  /\s*([a-z][\w-]*)(?:\s*=\s*(?:"([^"]*)"|'([^']*)'|[\u201c-\u201e]([^\u201c-\u201e]*)[\u201c\u201d]|([^\s"'=<>`,]+)))?(?=[\s,]|$)[\s,]*/iy;

/** What stands in braces, by its names; undefined where something is of another form. */
function readAttributes(written: string): Record<string, string | true> | undefined {
  const found: Record<string, string | true> = {};
  const form = new RegExp(ATTRIBUTE);
  const whole = written.trim();
  while (form.lastIndex < whole.length) {
    const [, name, ...values] = form.exec(whole) ?? [];
    if (name === undefined) return undefined;
    found[name] = values.find((value) => value !== undefined) ?? true;
  }
  return found;
}
