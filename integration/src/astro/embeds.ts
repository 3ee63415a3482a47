import { readFileSync } from 'node:fs';
import { relative } from 'node:path';
import { fileURLToPath } from 'node:url';
import { AstroError } from 'astro/errors';
import { markEmbeds } from '../content/embeds/embed-lines.js';
import { withoutEmbeddedTokens } from '../content/embeds/without-tokens.js';
import { embedMark, embedsIn, hasEmbeds, packEmbed, withoutEmbeds } from '../contract/embed.js';
import { oneLine } from '../contract/one-line.js';
import { fileName } from '../galleries/diagnostics/line-of.js';
import { changeStored, deferred } from './internals/deferred-entries.js';
import { markdownModules } from './internals/markdown-modules.js';
import { type RewriteMarkdown, rewriteMarkdown } from './internals/markdown-renderer.js';

const COMPONENT = 'VitrineEmbed';

const isMarkdown = (file: string | undefined) => file?.endsWith('.md') === true;

/** How many lines of a file come before a text that was taken out of it; undefined where it is not in it. */
function linesBefore(file: string, content: string): number | undefined {
  const at = file.indexOf(content.trim());
  if (at < 0) return undefined;
  const lead = content.slice(0, content.length - content.trimStart().length);
  return file.slice(0, at).split('\n').length - lead.split('\n').length;
}

const marksIn = (text: string) => embedsIn(text, String, String).length;

/** HTML with all that its text embeds, or with a mistake: plugins of a processor may take out what they do not know. */
const withAll = (text: string, html: string, where: string): string =>
  marksIn(html) >= marksIn(text)
    ? html
    : html +
      embedMark(
        packEmbed({
          kind: 'mistake',
          where,
          message: 'a plugin of `markdown.processor` takes out what stands for its videos',
          advice: 'Let it keep `<div data-vitrine-embed>`, or write <Video> in an .mdx file.',
        }),
      );

/** Lines such as `::video[vi…]` and `::gallery[spring]` in a site's Markdown. */
export function markdownEmbeds(root: URL) {
  const nameOf = (file: string) => fileName(relative(fileURLToPath(root), file).replaceAll('\\', '/'));

  const rewriteFile: RewriteMarkdown = async (content, url) => {
    const file = url && fileURLToPath(url);
    const name = file ? nameOf(file) : 'A Markdown text';
    const where = (line: number) => {
      const before = file ? linesBefore(readFileSync(file, 'utf8'), content) : undefined;
      return before === undefined ? name : `${name}:${line + before}`;
    };
    const text = await markEmbeds(content, { mdx: false, where, mark: embedMark });
    return text === undefined ? undefined : { text, check: (html) => withAll(text, html, name) };
  };

  return {
    plugin: markdownModules({
      module: 'virtual:vitrine/embed',
      component: COMPONENT,
      rewriteMdx: (source, file) =>
        markEmbeds(source, {
          mdx: true,
          where: (line) => `${nameOf(file)}:${line}`,
          mark: (said) => `<${COMPONENT} said="${said}" />`,
        }),
      isOurs: hasEmbeds,
      cleanRaw: withoutEmbeddedTokens,
    }),

    /** Once the site's processor of Markdown is known. */
    inProcessor: (processor: object | undefined) => rewriteMarkdown(processor, rewriteFile),

    /** Once the site's collections are known. */
    inCollections(collections: Readonly<Record<string, object | undefined>>): void {
      for (const [name, collection] of Object.entries(collections))
        changeStored(collection, (entry) => {
          const clean = entry.body ? { ...entry, body: withoutEmbeddedTokens(entry.body) } : entry;
          const { rendered, filePath } = clean;
          if (!rendered || !hasEmbeds(rendered.html)) return clean;
          if (isMarkdown(filePath))
            return deferred({ ...clean, rendered: { ...rendered, html: withoutEmbeds(rendered.html) } });
          throw new AstroError(
            `The entry "${oneLine(String(entry.id))}" of the collection "${oneLine(name)}" embeds a video or a gallery, and its text comes from no Markdown file.`,
            'Show it beside the text, by <Video> or <Gallery> in the page of the entry.',
          );
        });
    },
  };
}
