import { dirname, join } from 'node:path/posix';
import { fileURLToPath } from 'node:url';
import { normalizePath, type Plugin } from 'vite';

/** The island's modules. */
const CLIENT_FOLDER = normalizePath(fileURLToPath(new URL('../../client/', import.meta.url)));

const ON_DEMAND = /\bimport\('(\.[^']+)'\)/g;

/**
 * Keeps Vite's preload helper, a quarter of all script that a gallery page loads at first, out of the island.
 *
 * Vite wraps every `import('./x.js')` in code that first fetches the stylesheets and modules that x needs. What the
 * island loads on demand needs none, so each becomes a chunk of its own that is imported by its URL. Elsewhere, in
 * development or in another bundler, the plain import stays.
 *
 * Tried with Vite 8. If Vite wraps `import.meta.ROLLUP_FILE_URL_…` as well, or writes modules with other quotes before
 * this sees them, a page works as before and loads more script; test/site/script-size.test.ts fails.
 */
export function onDemandChunks(): Plugin {
  return {
    name: 'astro-vitrine:on-demand',
    apply: 'build',
    enforce: 'pre',
    applyToEnvironment: (environment) => environment.name === 'client',
    transform(code, id) {
      if (!id.startsWith(CLIENT_FOLDER)) return undefined;
      return code.replace(ON_DEMAND, (_, path: string) => {
        const reference = this.emitFile({
          type: 'chunk',
          id: join(dirname(id), path),
          name: `vitrine-${path.replace(/^.*\/|\.js$/g, '')}`,
        });
        return `import(import.meta.ROLLUP_FILE_URL_${reference})`;
      });
    },
  };
}
