import { existsSync } from 'node:fs';
import { copyFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';

/**
 * Puts a page that has pages below it into their folder as well: where `build.format` is `file` or `preserve` the index
 * is `galleries.html`, and the Node adapter, asked for `/galleries`, sees the folder of that name and finds nothing.
 *
 * Tried with Astro 7.3 and @astrojs/node 11.1. Once the adapter looks for the file as well, the copy is of no use and does
 * no harm; were it not looked for in the folder, the index would be 404, and test/gate/bases.test.ts fails.
 *
 * @param folder What is served, `dir` of `astro:build:done`.
 * @param pages The paths of all built pages.
 * @param path Where ours live, such as `/galleries`.
 */
export async function copyIndexFiles(folder: URL, pages: readonly string[], path: string): Promise<void> {
  const ours = pages
    .map((page) => page.replace(/^\/+|\/+$/g, ''))
    .filter((page) => `/${page}/`.startsWith(`${path}/`));
  for (const page of ours) {
    const file = fileURLToPath(new URL(`${page}.html`, folder));
    const below = fileURLToPath(new URL(`${page}/`, folder));
    if (existsSync(file) && existsSync(below)) await copyFile(file, `${below}index.html`);
  }
}
