import { dirname, relative } from 'node:path/posix';
import { fileURLToPath } from 'node:url';
import type { Plugin } from 'vite';

const CHECK = fileURLToPath(new URL('../server/require-node.js', import.meta.url));

/**
 * Has the built server look at its Node before it loads anything else: pages are loaded when they are first asked for,
 * so that a Node that is too old would start, and fail at every request.
 *
 * @param serverEntry The file name of the server's entry.
 */
export function nodeCheck(serverEntry: () => string | undefined): Plugin {
  let check: string;
  return {
    name: 'astro-vitrine:node-check',
    apply: 'build',
    applyToEnvironment: (environment) => environment.name === 'ssr',
    buildStart() {
      check = this.emitFile({ type: 'chunk', id: CHECK, name: 'vitrine-node' });
    },
    generateBundle: {
      order: 'post',
      handler(_, bundle) {
        const entry = bundle[serverEntry() ?? ''];
        if (entry?.type !== 'chunk') return;
        const path = relative(dirname(entry.fileName), this.getFileName(check));
        // On the same line, which keeps source maps right.
        entry.code = `import './${path}';${entry.code}`;
      },
    },
  };
}
