import type { Nodes, Root } from 'mdast';
import { type Embed, packEmbed } from '../../contract/embed.js';
import { type EmbedLine, readEmbedLine } from './read-line.js';

/** What a line may stand in: quotations and lists. */
const CONTAINER = /^(?:[ \t]*(?:>|[-*+](?=[ \t])|\d{1,9}[.)](?=[ \t])))*[ \t]*/;

const FRONT_MATTER = /^(?:\uFEFF?|\s*\n)(---|\+\+\+)[\s\S]*?\n\1/;

/** HTML in which lines are shown as they are, or not at all. */
const AS_IT_IS = /<(?:pre|code|script|style|textarea|!|\?)/i;

interface FoundLine {
  embed: EmbedLine;
  /** What each further line at this place begins with. */
  prefix: string;
  /** Whether the line before it is text of the same paragraph. */
  goesOn: boolean;
}

export interface EmbedForm {
  mdx: boolean;
  /** The file and a line of the text, as messages name them. */
  where: (line: number) => string;
  /** What stands in the text instead, in one line. */
  mark: (said: string) => string;
}

/** Markdown in which the lines that embed something are replaced; undefined where there are none. */
export async function markEmbeds(source: string, form: EmbedForm): Promise<string | undefined> {
  const [front = ''] = FRONT_MATTER.exec(source) ?? [];
  const body = front.replace(/[^\r\n]/g, '') + source.slice(front.length);
  const lines = source.split(/\r\n|\n|\r/);
  const candidates = new Map<number, EmbedLine>();
  for (const [index, line] of body.split(/\r\n|\n|\r/).entries()) {
    const embed = readEmbedLine(line.replace(CONTAINER, ''));
    if (embed) candidates.set(index + 1, embed);
  }
  if (candidates.size === 0) return undefined;
  const found = findLines(await parse(body, form.mdx), lines, candidates);
  if (found.size === 0) return undefined;
  const marked = lines.flatMap((line, index) => {
    const here = found.get(index + 1);
    if (!here) return [line];
    const empty = here.prefix.trimEnd();
    const start = here.goesOn ? here.prefix : (CONTAINER.exec(line)?.[0] ?? '');
    const said = packEmbed({ ...here.embed, where: form.where(index + 1) } as Embed);
    const isLast = (lines[index + 1] ?? '').replace(CONTAINER, '') === '';
    return [...(here.goesOn ? [empty] : []), start + form.mark(said), ...(isLast ? [] : [empty])];
  });
  return marked.join('\n');
}

/** Loaded for texts alone that may embed something. */
async function parse(source: string, mdx: boolean): Promise<Root> {
  const { fromMarkdown } = await import('mdast-util-from-markdown');
  // MDX has neither HTML nor code by indentation.
  const disable = { null: ['codeIndented', 'htmlFlow', 'htmlText'] };
  return fromMarkdown(source, mdx ? { extensions: [{ disable }] } : {});
}

/** Which of the lines are text that stands by itself, and not a part of code or of a longer heading. */
function findLines(
  root: Root,
  lines: readonly string[],
  candidates: ReadonlyMap<number, EmbedLine>,
): Map<number, FoundLine> {
  const found = new Map<number, FoundLine>();
  const look = (node: Nodes) => {
    const { start, end } = node.position ?? {};
    if (start && end && (node.type === 'paragraph' || node.type === 'heading' || node.type === 'html')) {
      const before = (lines[start.line - 1] ?? '').slice(0, start.column - 1);
      const prefix = before.replace(/[^>\s]/g, ' ');
      for (const [line, embed] of candidates) {
        if (line < start.line || line > end.line) continue;
        const goesOn = line > start.line;
        if (node.type !== 'html') found.set(line, { embed, prefix, goesOn });
        else if (!AS_IT_IS.test(node.value)) found.set(line, { embed: inHtml(embed), prefix, goesOn });
      }
      return;
    }
    if ('children' in node) for (const child of node.children) look(child);
  };
  look(root);
  return found;
}

const inHtml = (embed: EmbedLine): EmbedLine =>
  embed.kind === 'mistake'
    ? embed
    : {
        kind: 'mistake',
        message: `\`::${embed.kind}\` stands right below HTML, which Markdown takes for a part of it`,
        advice: 'Leave an empty line above it and one below.',
      };
