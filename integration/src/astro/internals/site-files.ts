/**
 * Looks for files of a site by Astro's rules for their names: no hook tells of them before routes are added.
 *
 * Tried with Astro 7.3. Under a name that is not listed here, a content config counts as absent (a warning, and no gallery
 * pages), and a page of the site's own meets ours at one address; test/unit/astro/internals/site-files.test.ts fails.
 */
import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

const CONFIG_NAMES = ['content.config.ts', 'content.config.mts', 'content.config.mjs', 'content.config.js'];
const PAGE_EXTENSIONS = ['.astro', '.md', '.mdx', '.html', '.ts', '.js'];
const CATCH_ALL_NAMES = ['[...id]', '[...slug]', '[...path]', '[id]', '[slug]', '[gallery]'];

function exists(directory: URL, name: string): boolean {
  return existsSync(fileURLToPath(new URL(name, directory)));
}

export function hasContentConfig(srcDir: URL): boolean {
  return CONFIG_NAMES.some((name) => exists(srcDir, name));
}

/** Which of our pages the site has itself, by Astro's file names for them. */
export function ownPages(srcDir: URL, path: string): { index: boolean; gallery: boolean } {
  const pages = new URL('pages/', srcDir);
  const has = (name: string) => PAGE_EXTENSIONS.some((extension) => exists(pages, name + extension));
  const below = path.slice(1);
  return {
    index: has(below) || has(`${below}/index`),
    gallery: CATCH_ALL_NAMES.some((name) => has(`${below}/${name}`)),
  };
}
