import { fileURLToPath } from 'node:url';
import type { ResolvedOptions } from './options.js';
import type { VirtualModules } from './vite-plugin.js';

const DEFAULT_LAYOUT = new URL('../components/DefaultLayout.astro', import.meta.url);

/** The virtual modules of `virtual.d.ts`. */
export function siteModules(options: ResolvedOptions, root: URL, secret: string): VirtualModules {
  const { path, hosts, collections, layout, pool, authorize, authorizeTimeout, thumbnails } = options;
  const layoutFile = fileURLToPath(layout ? new URL(layout, root) : DEFAULT_LAYOUT);
  const site = {
    thumbnails,
    path,
    hosts,
    collections,
    pool,
    hasAuthorize: authorize !== undefined,
    authorizeTimeout,
  };
  const authorizeFile = authorize && fileURLToPath(new URL(authorize, root));
  return {
    'virtual:vitrine/grant-secret': {
      serverOnly: true,
      code: () => `export const grantSecret = ${JSON.stringify(secret)};`,
    },
    'virtual:vitrine/site': {
      serverOnly: true,
      code: () => `export const site = ${JSON.stringify(site)};`,
    },
    'virtual:vitrine/authorize': {
      serverOnly: true,
      code: () =>
        authorizeFile
          ? `export { authorize } from ${JSON.stringify(authorizeFile)};`
          : 'export const authorize = undefined;',
    },
    'virtual:vitrine/layout': {
      serverOnly: false,
      code: () => `export { default } from ${JSON.stringify(layoutFile)};`,
    },
  };
}
