import { existsSync, realpathSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { normalizePath, type Plugin } from 'vite';
import { processWide } from './process-wide.js';

/** The collections of a site by their names, as its content config exports them. */
export type Collections = Readonly<Record<string, object | undefined>>;

type Slot = { look?: (collections: Collections) => void };

const NAMES = ['content.config', 'content/config'];
const EXTENSIONS = ['.ts', '.mts', '.mjs', '.js'];

/**
 * Shows the collections of a site as soon as its content config has made them, before Astro reads them: no hook does.
 *
 * Tried with Astro 7.3, which imports the config from Vite by the path of its file, and with Vite 8, where a module may
 * import itself. Read in another way the collections are not seen, and mistakes in galleries are told in Astro's words,
 * those of the first file alone; test/site/mistakes.test.ts fails.
 */
export function contentConfig(srcDir: URL, look: (collections: Collections) => void): Plugin {
  const folder = fileURLToPath(srcDir);
  // Vite names a file below a link by where it really is.
  const folders = new Set([folder, existsSync(folder) ? realpathSync(folder) : folder]);
  const files = new Set(
    [...folders].flatMap((each) =>
      NAMES.flatMap((name) => EXTENSIONS.map((extension) => normalizePath(join(each, name + extension)))),
    ),
  );
  processWide<Slot>('collections', () => ({})).look = look;
  return {
    name: 'astro-vitrine:content-config',
    transform(code, id) {
      const [file = ''] = id.split('?');
      if (!files.has(file)) return undefined;
      return {
        code: `${code}\nimport * as vitrineSelf from ${JSON.stringify(file)};\nglobalThis[Symbol.for('astro-vitrine.process')]?.collections?.look?.(vitrineSelf.collections ?? {});\n`,
        map: null,
      };
    },
  };
}
