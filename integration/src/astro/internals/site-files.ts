/**
 * Looks for files of a site by Astro's rules for their names: no hook tells of them before routes are added.
 *
 * Tried with Astro 7.3. Under a name that is not listed here, a content config counts as absent (a warning, and no gallery
 * pages), and a page of the site's own meets ours at one address; test/unit/astro/internals/site-files.test.ts fails.
 */
import { existsSync, readdirSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import type { AstroConfig } from 'astro';

const CONFIG_EXTENSIONS = ['.ts', '.mts', '.mjs', '.js'];
const PAGE_EXTENSIONS = [
  ...['.astro', '.html', '.mdx', '.ts', '.js'],
  ...['.md', '.markdown', '.mdown', '.mkdn', '.mkd', '.mdwn'],
];
/** What may stand for every gallery: all that is below the folder, or what is right in it by one of these names. */
const REST = /^\[\.{3}[\w$]+\]$/;
const SINGLE_NAMES = ['[id]', '[slug]', '[gallery]'];

function exists(directory: URL, name: string): boolean {
  return existsSync(fileURLToPath(new URL(name, directory)));
}

/** The names in a folder, those of pages without their extension; none where there is no such folder. */
function namesIn(folder: URL): string[] {
  if (!existsSync(folder)) return [];
  return readdirSync(folder).map((name) => {
    const extension = PAGE_EXTENSIONS.find((each) => name.endsWith(each)) ?? '';
    return name.slice(0, name.length - extension.length);
  });
}

export function hasContentConfig({ srcDir, legacy }: Pick<AstroConfig, 'srcDir' | 'legacy'>): boolean {
  const names = ['content.config', ...(legacy.collectionsBackwardsCompat ? ['content/config'] : [])];
  return names.some((name) => CONFIG_EXTENSIONS.some((extension) => exists(srcDir, name + extension)));
}

/** Which of our pages the site has itself. */
export function ownPages(srcDir: URL, path: string): { index: boolean; gallery: boolean } {
  const pages = new URL('pages/', srcDir);
  const below = path.slice(1);
  const isPage = (name: string) =>
    [name, `${name}/index`].some((each) =>
      PAGE_EXTENSIONS.some((extension) => exists(pages, each + extension)),
    );
  const dynamic = namesIn(new URL(`${below}/`, pages)).filter(
    (name) => REST.test(name) || SINGLE_NAMES.includes(name),
  );
  return { index: isPage(below), gallery: dynamic.some((name) => isPage(`${below}/${name}`)) };
}
