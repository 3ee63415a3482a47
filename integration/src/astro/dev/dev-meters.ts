import { fileURLToPath } from 'node:url';
import { isRunnableDevEnvironment, type Plugin, type ViteDevServer } from 'vite';
import { METERS_PATH, type Meters } from '../../contract/meters.js';

/** Loaded by Vite, so that it is the same instance as the routes have. */
const METERS_MODULE = fileURLToPath(new URL('../../server/index.js', import.meta.url));

async function metersOf({ environments }: ViteDevServer): Promise<Meters> {
  const { ssr } = environments;
  if (!ssr || !isRunnableDevEnvironment(ssr)) return {};
  const { metersNow } = await ssr.runner.import<{ metersNow: () => Meters }>(METERS_MODULE);
  return metersNow();
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
