import { dirname, relative } from 'node:path/posix';
import { fileURLToPath } from 'node:url';
import type { Plugin } from 'vite';

const START = fileURLToPath(new URL('../../server/start.js', import.meta.url));

/**
 * Has the built server begin with `server/start.js`. Pages are loaded when they are first asked for, so that a Node that
 * is too old would start, and fail at every request.
 *
 * Tried with Astro 7.3 and Vite 8, where the entry is a chunk by the name of `build.serverEntry` whose code may still be
 * changed in `generateBundle`. Otherwise the server starts without the check; test/site/server-start.test.ts fails.
 *
 * @param serverEntry The file name of the server's entry.
 */
export function serverStart(serverEntry: () => string | undefined): Plugin {
  let start: string;
  return {
    name: 'astro-vitrine:server-start',
    apply: 'build',
    applyToEnvironment: (environment) => environment.name === 'ssr',
    buildStart() {
      start = this.emitFile({ type: 'chunk', id: START, name: 'vitrine-start' });
    },
    generateBundle: {
      order: 'post',
      handler(_, bundle) {
        const entry = bundle[serverEntry() ?? ''];
        if (entry?.type !== 'chunk') return;
        const path = relative(dirname(entry.fileName), this.getFileName(start));
        // On the same line, which keeps source maps right.
        entry.code = `import './${path}';${entry.code}`;
      },
    },
  };
}
