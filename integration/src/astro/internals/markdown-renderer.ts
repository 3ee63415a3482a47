/** Astro's `markdown.processor`, as far as it is looked at. */
export interface MarkdownProcessor {
  createRenderer: (...given: never[]) => Promise<MarkdownRenderer>;
}

interface MarkdownRenderer {
  render: (content: string, options?: RenderOptions) => Promise<{ code: string }>;
}

interface RenderOptions {
  fileURL?: URL | undefined;
}

/** Another text for a Markdown text, and what is done with its HTML; undefined where it stays as it is. */
export type RewriteMarkdown = (
  content: string,
  file: URL | undefined,
) => Promise<{ text: string; check: (html: string) => string } | undefined>;

const changed = new WeakSet<object>();

/**
 * Has Markdown rewritten before a site's processor reads it, whichever processor that is: pages in Markdown, files of
 * collections and `renderMarkdown()` of loaders all come by its renderer.
 *
 * Tried with Astro 7.3, which makes every renderer of `.md` by `config.markdown.processor` once `astro:config:done` is
 * over, and with its processors Sätteri and unified. Made in another way, `::video[…]` stays text in the pages;
 * test/site/embeds.test.ts fails.
 */
export function rewriteMarkdown(processor: object | undefined, rewrite: RewriteMarkdown): void {
  const { createRenderer } = (processor ?? {}) as Partial<MarkdownProcessor>;
  if (typeof createRenderer !== 'function' || changed.has(createRenderer)) return;
  const create: MarkdownProcessor['createRenderer'] = async (...given) => {
    const renderer = await createRenderer.apply(processor, given);
    return {
      ...renderer,
      async render(content, options) {
        const other = await rewrite(content, options?.fileURL);
        const result = await renderer.render(other?.text ?? content, options);
        return other ? { ...result, code: other.check(result.code) } : result;
      },
    };
  };
  changed.add(create);
  // The mark is for the digest of the configuration: texts that were stored before are read once more.
  Object.assign(processor as object, { createRenderer: create, vitrine: 1 });
}
