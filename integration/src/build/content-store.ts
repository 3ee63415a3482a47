import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import type { AstroConfig } from 'astro';
import type { Plugin } from 'vite';

const STORE_ID = '\0astro:data-layer-content';
const STORE_FILE = 'data-store.json';

/** Whether pages are built where files can be read, and the store is one: other adapters may build in a runtime of their own. */
export const readsStoreFromFile = ({ adapter, experimental }: AstroConfig): boolean =>
  adapter?.name === '@astrojs/node' && experimental.collectionStorage === 'single-file';

/**
 * Has pages that are built read the content store from its file, instead of bundling, minifying and compiling it as
 * code of theirs: with ten thousand videos that is a second of a build, and most of its memory. It is the same text
 * that Astro would write into the code. What a server runs later is never touched.
 *
 * @param cacheDir Where Astro keeps the store.
 */
export function contentStoreFromFile(cacheDir: URL): Plugin {
  const file = fileURLToPath(new URL(STORE_FILE, cacheDir));
  return {
    name: 'astro-vitrine:content-store',
    apply: 'build',
    applyToEnvironment: (environment) => environment.name === 'prerender',
    load: {
      order: 'pre',
      handler(id) {
        if (id !== STORE_ID || !existsSync(file)) return undefined;
        return {
          code: `import { readFileSync } from 'node:fs';\nexport default JSON.parse(readFileSync(${JSON.stringify(file)}, 'utf8'));`,
          map: { mappings: '' },
          // As Astro marks it: incremental builds compare what pages say of their data, not the data itself.
          meta: { astroIncremental: { kind: 'content-data' } },
        };
      },
    },
  };
}
