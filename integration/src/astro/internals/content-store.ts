import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import type { AstroConfig } from 'astro';
import type { Plugin } from 'vite';

/** The module that holds the whole store as JSON, or with `collectionStorage: 'chunked'` imports its parts, each a text. */
const STORE_ID = '\0astro:data-layer-content';
const PART_ID = /^\0astro:data-layer-content-chunk:([a-f0-9]{16}\.txt)\.mjs$/;

/** Where the content store is that pages can read while they are built. */
export type ContentStore = { file: string } | { folder: string };

/** Undefined with other adapters, which may build pages in a runtime without files. */
export function contentStoreOf({ adapter, cacheDir, experimental }: AstroConfig): ContentStore | undefined {
  if (adapter?.name !== '@astrojs/node') return undefined;
  return experimental.collectionStorage === 'single-file'
    ? { file: fileURLToPath(new URL('data-store.json', cacheDir)) }
    : { folder: fileURLToPath(new URL('data-store/', cacheDir)) };
}

/** The file that a module of Astro's holds, and what the module makes of its text. */
function heldBy(id: string, store: ContentStore): { file: string; parse: string } | undefined {
  if ('file' in store) return id === STORE_ID ? { file: store.file, parse: 'JSON.parse' } : undefined;
  const [, part] = PART_ID.exec(id) ?? [];
  return part ? { file: store.folder + part, parse: '' } : undefined;
}

/**
 * Has pages that are built read the content store from its files, instead of bundling, minifying and compiling it as
 * code of theirs: with ten thousand videos that is a second of a build, and most of its memory. It is the same text
 * that Astro would write into the code. What a server runs later is never touched.
 *
 * Tried with Astro 7.3. Under other ids or in another place the store is bundled as Astro does it, and builds of large
 * libraries are slower; test/site/large-gallery.test.ts and test/site/chunked-store.test.ts fail.
 *
 * @param storeOf Where the store is, once the site's configuration is complete.
 */
export function contentStoreFromFiles(storeOf: () => ContentStore | undefined): Plugin {
  return {
    name: 'astro-vitrine:content-store',
    apply: 'build',
    applyToEnvironment: (environment) => environment.name === 'prerender',
    load: {
      order: 'pre',
      handler(id) {
        const store = storeOf();
        const held = store && heldBy(id, store);
        if (!held || !existsSync(held.file)) return undefined;
        return {
          code: `import { readFileSync } from 'node:fs';\nexport default ${held.parse}(readFileSync(${JSON.stringify(held.file)}, 'utf8'));`,
          map: { mappings: '' },
          // As Astro marks it: incremental builds compare what pages say of their data, not the data itself.
          meta: { astroIncremental: { kind: 'content-data' } },
        };
      },
    },
  };
}
