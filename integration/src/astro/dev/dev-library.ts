import type { IncomingMessage, ServerResponse } from 'node:http';
import { fileURLToPath } from 'node:url';
import type { Plugin } from 'vite';
import { LIBRARY_PATH, type LibraryVideo, MISTAKES_PATH, REFRESH_PATH } from '../../contract/library.js';
import { importInServer } from '../internals/runnable-environment.js';

/** Loaded by Vite: the content collections exist there alone. */
const moduleOf = (name: string) => fileURLToPath(new URL(`../../galleries/site/${name}.js`, import.meta.url));
const LIBRARY = moduleOf('library');
const MISTAKES = moduleOf('mistakes-now');

/** Pages of other sites that are open in the same browser are not served. */
const isOwn = ({ headers }: IncomingMessage) =>
  ['same-origin', undefined].includes(headers['sec-fetch-site'] as string | undefined);

function refuse(response: ServerResponse, status: number): void {
  response.statusCode = status;
  response.end();
}

/**
 * Lets the app in the dev toolbar find videos, read the account anew, and say what is wrong with galleries: a middleware of Vite's, never a route of the
 * site.
 *
 * @param refresh Has Astro load the content collections again; undefined where it cannot.
 */
export function devLibrary(refresh: () => (() => Promise<void>) | undefined): Plugin {
  return {
    name: 'astro-vitrine:library',
    apply: 'serve',
    configureServer(server) {
      const answer = (path: string, read: () => Promise<unknown>) =>
        server.middlewares.use(path, async (request, response, next) => {
          if (!isOwn(request)) return refuse(response, 403);
          try {
            const found = JSON.stringify((await read()) ?? []);
            response.setHeader('content-type', 'application/json');
            response.setHeader('cache-control', 'no-store');
            response.end(found);
          } catch (error) {
            next(error);
          }
        });
      answer(LIBRARY_PATH, async () =>
        (await importInServer<{ library: () => Promise<LibraryVideo[]> }>(server, LIBRARY))?.library(),
      );
      answer(MISTAKES_PATH, async () =>
        (await importInServer<{ mistakesNow: () => Promise<string[]> }>(server, MISTAKES))?.mistakesNow(),
      );
      server.middlewares.use(REFRESH_PATH, async (request, response, next) => {
        if (!isOwn(request)) return refuse(response, 403);
        if (request.method !== 'POST') return refuse(response, 405);
        try {
          await refresh()?.();
          refuse(response, 204);
        } catch (error) {
          next(error);
        }
      });
    },
  };
}
