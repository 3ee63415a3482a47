import { fileURLToPath } from 'node:url';
import type { Plugin, ViteDevServer } from 'vite';
import { METERS_PATH, type Meters } from '../../contract/meters.js';
import { importInServer } from '../internals/runnable-environment.js';

/** Loaded by Vite, so that it is the same instance as the routes have. */
const METERS_MODULE = fileURLToPath(new URL('../../server/index.js', import.meta.url));

async function metersOf(server: ViteDevServer): Promise<Meters> {
  const found = await importInServer<{ metersNow: () => Meters }>(server, METERS_MODULE);
  return found?.metersNow() ?? {};
}

/**
 * Answers the dev toolbar's app, in the dev server alone: a middleware of Vite's, never a route of the site.
 *
 * @param admin The admin page of the sandbox, where one is in use.
 */
export function devMeters(admin: string | undefined): Plugin {
  return {
    name: 'astro-vitrine:meters',
    apply: 'serve',
    configureServer(server) {
      server.middlewares.use(METERS_PATH, async (_request, response, next) => {
        try {
          const meters: Meters = { ...(await metersOf(server)), ...(admin && { admin }) };
          response.setHeader('content-type', 'application/json');
          response.setHeader('cache-control', 'no-store');
          response.end(JSON.stringify(meters));
        } catch (error) {
          next(error);
        }
      });
    },
  };
}
