import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { AstroError } from 'astro/errors';
import type { Plugin } from 'vite';
import { NARROWED_PLACEHOLDER } from '../grants/narrowed.js';
import type { ResolvedOptions } from '../options.js';
import type { Guarded } from './internals/guarded-component.js';

/** The modules that carry the integration's settings into the site. */
export interface VirtualModules {
  /** Module id → source text, made when first asked for. */
  [id: string]: { code: () => string; serverOnly: boolean };
}

const DEFAULT_CARD = new URL('../components/Card.astro', import.meta.url);
const EMBED = new URL('../components/Embed.astro', import.meta.url);
const EMBEDS_IN = new URL('../contract/embed.js', import.meta.url);
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

const GUARD = fileURLToPath(new URL('internals/guarded-component.js', import.meta.url));

const LAYOUT_ADVICE =
  'A layout for posts may want more, such as `frontmatter` or `pubDate`: give what it lacks a value of its own there, or write a layout of a few lines around it (docs/look.md, "A layout of your own").';
const CARD_ADVICE =
  'In a discreet gallery `video` has no title, caption or duration; docs/look.md, "A card of your own", says what it has.';

/** What a file exports by default; one of the site's, so that its errors say what it is for. */
const guardedFile = (file: string, own: Guarded | undefined | '') =>
  own
    ? `import { guarded } from ${JSON.stringify(GUARD)};
import component from ${JSON.stringify(file)};
export default guarded(component, ${JSON.stringify(own)});`
    : `export { default } from ${JSON.stringify(file)};`;

/** What the site's modules need to know besides the options. */
interface SiteFacts {
  locale: string;
  incremental: boolean;
  mediaOrigin: string | undefined;
  galleryPages: boolean;
}

/** The virtual modules of `virtual.d.ts`. */
export function siteModules(
  options: ResolvedOptions,
  root: URL,
  secret: string,
  { locale = '', incremental = false, mediaOrigin, galleryPages = true }: Partial<SiteFacts> = {},
): VirtualModules {
  const { layout, card, authorize, events, ...needed } = options;
  const hasAuthorize = authorize !== undefined;
  const site = { ...needed, hasAuthorize, locale, incremental, mediaOrigin, galleryPages };
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
      code: () => guardedFile(cardFile, card && { option: 'card', file: card, missing: CARD_ADVICE }),
    },
    'virtual:vitrine/embed': {
      serverOnly: false,
      code: () =>
        `export { default } from ${JSON.stringify(fileURLToPath(EMBED))};
export { embedsIn, withoutEmbeds } from ${JSON.stringify(fileURLToPath(EMBEDS_IN))};`,
    },
    'virtual:vitrine/layout': {
      serverOnly: false,
      code: () =>
        guardedFile(layoutFile, layout && { option: 'layout', file: layout, missing: LAYOUT_ADVICE }),
    },
  };
}

/** Serves virtual modules; one marked `serverOnly` refuses to be part of what a browser gets. */
export function virtualModules(modules: VirtualModules): Plugin {
  return {
    name: 'astro-vitrine',
    resolveId(id) {
      return id in modules ? `\0${id}` : undefined;
    },
    load(id) {
      const module = id.startsWith('\0') ? modules[id.slice(1)] : undefined;
      if (!module) return undefined;
      if (module.serverOnly && this.environment.name === 'client') {
        throw new Error(
          `${id.slice(1)} holds a key and must not be imported by code that runs in the browser.`,
        );
      }
      return module.code();
    },
  };
}
