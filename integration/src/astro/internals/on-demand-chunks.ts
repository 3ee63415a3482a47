import { dirname, join } from 'node:path/posix';
import { normalizePath, type Plugin } from 'vite';

const ON_DEMAND = /\bimport\('(\.[^']+)'\)/g;

/**
 * Keeps Vite's preload helper, a quarter of all script that a gallery page loads at first, out of the island.
 *
 * Vite wraps every `import('./x.js')` in code that first fetches the stylesheets and modules that x needs. What the
 * island loads on demand needs none, so each becomes a chunk of its own that is imported by its URL. Elsewhere, in
 * development or in another bundler, the plain import stays.
 *
 * @param folder The absolute path of the island's modules.
 */
export function onDemandChunks(folder: string): Plugin {
  const island = normalizePath(folder);
  return {
    name: 'astro-vitrine:on-demand',
    apply: 'build',
    enforce: 'pre',
    applyToEnvironment: (environment) => environment.name === 'client',
    transform(code, id) {
      if (!id.startsWith(island)) return undefined;
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
