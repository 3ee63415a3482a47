import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { AstroError } from 'astro/errors';
import { NARROWED_PLACEHOLDER } from '../grants/narrowed.js';
import type { ResolvedOptions } from '../options.js';
import type { VirtualModules } from './virtual-modules-plugin.js';

const DEFAULT_CARD = new URL('../components/Card.astro', import.meta.url);
const DEFAULT_LAYOUT = new URL('../components/DefaultLayout.astro', import.meta.url);

/** The file an option names; says so when there is none. */
function fileOf(option: string, path: string | undefined, root: URL): string | undefined {
  if (path === undefined) return undefined;
  const file = fileURLToPath(new URL(path, root));
  if (existsSync(file)) return file;
  throw new AstroError(
    `vitrine.${option}: there is no such file.`,
    'Write the path relative to the project root, with its extension, such as "./src/layouts/Site.astro".',
  );
}

/** Takes what a file of the site exports under some names; what it does not export is undefined. */
function takeFrom(file: string | undefined, names: readonly string[], alias: string): string {
  const source = file ? `import * as ${alias} from ${JSON.stringify(file)};\n` : `const ${alias} = {};\n`;
  return (
    source +
    names.map((name) => `export const ${name} = Reflect.get(${alias}, ${JSON.stringify(name)});\n`).join('')
  );
}

/** The virtual modules of `virtual.d.ts`. */
export function siteModules(
  options: ResolvedOptions,
  root: URL,
  secret: string,
  locale = '',
  incremental = false,
): VirtualModules {
  const { layout, card, authorize, events, ...needed } = options;
  const site = { ...needed, hasAuthorize: authorize !== undefined, locale, incremental };
  const layoutFile = fileOf('layout', layout, root) ?? fileURLToPath(DEFAULT_LAYOUT);
  const cardFile = fileOf('card', card, root) ?? fileURLToPath(DEFAULT_CARD);
  const authorizeFile = fileOf('authorize', authorize, root);
  const eventsFile = fileOf('events', events, root);
  return {
    'virtual:vitrine/grant-secret': {
      serverOnly: true,
      code: () => `export const grantSecret = ${JSON.stringify(secret)};`,
    },
    'virtual:vitrine/site': {
      serverOnly: true,
      code: () => `export const site = ${JSON.stringify(site)};`,
    },
    'virtual:vitrine/narrowed': {
      serverOnly: true,
      // In development, and where nothing was narrowed, the placeholder stays, which is no JSON.
      code: () => `let list = {};
try {
  list = JSON.parse(${JSON.stringify(NARROWED_PLACEHOLDER)});
} catch {}
export const narrowed = list;`,
    },
    'virtual:vitrine/rules': {
      serverOnly: true,
      code: () =>
        takeFrom(authorizeFile, ['authorize', 'visitor'], 'rules') +
        takeFrom(eventsFile, ['onEvent'], 'events'),
    },
    'virtual:vitrine/card': {
      serverOnly: false,
      code: () => `export { default } from ${JSON.stringify(cardFile)};`,
    },
    'virtual:vitrine/layout': {
      serverOnly: false,
      code: () => `export { default } from ${JSON.stringify(layoutFile)};`,
    },
  };
}
