import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import type { AstroConfig } from 'astro';
import type { Plugin } from 'vite';

const STORE_ID = '\0astro:data-layer-content';

/**
 * Where the store is that pages can read while they are built: other adapters may build them in a runtime without files,
 * and Astro can keep a store in parts.
 */
export function contentStoreFile({ adapter, cacheDir, experimental }: AstroConfig): string | undefined {
  const canRead = adapter?.name === '@astrojs/node' && experimental.collectionStorage === 'single-file';
  return canRead ? fileURLToPath(new URL('data-store.json', cacheDir)) : undefined;
}

/**
 * Has pages that are built read the content store from its file, instead of bundling, minifying and compiling it as
 * code of theirs: with ten thousand videos that is a second of a build, and most of its memory. It is the same text
 * that Astro would write into the code. What a server runs later is never touched.
 *
 * Tried with Astro 7.3. Under another id or in another place the store is bundled as Astro does it, and builds of large
 * libraries are slower; test/site/large-gallery.test.ts fails.
 *
 * @param storeFile Where the store is, once the site's configuration is complete.
 */
export function contentStoreFromFile(storeFile: () => string | undefined): Plugin {
  return {
    name: 'astro-vitrine:content-store',
    apply: 'build',
    applyToEnvironment: (environment) => environment.name === 'prerender',
    load: {
      order: 'pre',
      handler(id) {
        const file = storeFile();
        if (id !== STORE_ID || !file || !existsSync(file)) return undefined;
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
