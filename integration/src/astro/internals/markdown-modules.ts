import type { Plugin } from 'vite';

/** What is done with the modules that Astro makes of Markdown files. */
export interface MarkdownModules {
  /** The module that exports a component as `default`, and what `calls` names. */
  module: string;
  /** The component's name in MDX, which is imported for it. */
  component: string;
  /** The text of an `.mdx` file, before it is compiled; undefined where it stays as it is. */
  rewriteMdx: (source: string, file: string) => Promise<string | undefined>;
  /** Whether something of ours stands in the module of a Markdown file. */
  isOurs: (code: string) => boolean;
  /** What `rawContent()` of such a module gives. */
  cleanRaw: (raw: string) => string;
}

const MARKDOWN = /\.(?:md|markdown|mdown|mkdn|mkd|mdwn)(?:\?|$)/;
const MDX = /\.mdx$/;

const CONTENT = 'unescapeHTML(html())';
const COMPILED = 'return await html();';
const RAW = /(export function rawContent\(\) \{\s*return )("(?:[^"\\]|\\.)*")/;

/** The text of a file, which may hold anything, comes before the code that is looked for. */
function replaceLast(code: string, part: string, other: string): string {
  const at = code.lastIndexOf(part);
  return at < 0 ? code : code.slice(0, at) + other + code.slice(at + part.length);
}

/**
 * Makes Markdown files show components: in the module of a `.md` file the HTML is taken apart where it embeds something, and
 * an `.mdx` file gets an import. So styles and scripts of the component come to the pages that show such a file, and to no others.
 *
 * Tried with Astro 7.3, whose modules of `.md` files hold `unescapeHTML(html())` for their HTML, and whose `.mdx` files are
 * compiled by a plugin of Vite that comes before the others. Where that text is missing the build stops and says so;
 * test/site/embeds.test.ts fails.
 */
export function markdownModules({
  module,
  component,
  rewriteMdx,
  isOurs,
  cleanRaw,
}: MarkdownModules): Plugin {
  const imported = JSON.stringify(module);
  return {
    name: 'astro-vitrine:markdown',
    enforce: 'pre',
    transform: {
      order: 'pre',
      filter: { id: [MARKDOWN, MDX] },
      async handler(code, id) {
        if (MDX.test(id)) {
          const text = await rewriteMdx(code, id);
          return text === undefined
            ? undefined
            : { code: `${text}\n\nimport ${component} from ${imported};\n`, map: null };
        }
        if (!isOurs(code)) return undefined;
        if (!code.includes(CONTENT))
          throw new Error(
            `${id} embeds a video or a gallery, and this version of Astro makes modules of Markdown in a way that Vitrine does not know. Rename the file to .mdx, and write <Video> or <Gallery>.`,
          );
        const shown =
          'vitrine.embedsIn(await html(), unescapeHTML, (said) => renderComponent(result, "Embed", vitrine.default, { said }))';
        const embedding = replaceLast(code, CONTENT, `(async () => ${shown})()`);
        const parts = replaceLast(embedding, COMPILED, 'return vitrine.withoutEmbeds(await html());').replace(
          RAW,
          (_, before: string, raw: string) => before + JSON.stringify(cleanRaw(JSON.parse(raw))),
        );
        return { code: `import * as vitrine from ${imported};\n${parts}`, map: null };
      },
    },
  };
}
