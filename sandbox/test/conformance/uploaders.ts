import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import type { Page } from 'playwright-core';
import type { Sandbox } from '../../src/index.js';
import { launchBrowser } from '../helpers/browser.js';
import { it } from '../helpers/fixtures.js';
import { startHttpServer } from '../helpers/http-server.js';
import { startTlsFront, type TlsFront } from '../helpers/tls-front.js';
import { FILE } from '../helpers/upload-files.js';

/**
 * Tests on a page of another origin with an unmodified package, in a browser whose web security is on. `open` gives a
 * new page whose `front.host` leads to a sandbox: the packages know no http, so a front with a certificate of its own,
 * which the page's context accepts, speaks https.
 */
export const uploaderTest = (name: string, args: string[] = []) =>
  it
    // biome-ignore lint/correctness/noEmptyPattern: vitest reads from the pattern what a fixture needs.
    .extend('browser', { scope: 'worker' }, async ({}, { onCleanup }) => {
      const browser = await launchBrowser({ args });
      onCleanup(() => browser.close());
      return browser;
    })
    // biome-ignore lint/correctness/noEmptyPattern: vitest reads from the pattern what a fixture needs.
    .extend('front', { scope: 'file' }, async ({}, { onCleanup }) => {
      const front = await startTlsFront();
      onCleanup(front.close);
      return front;
    })
    // biome-ignore lint/correctness/noEmptyPattern: vitest reads from the pattern what a fixture needs.
    .extend('site', { scope: 'file' }, async ({}, { onCleanup }) => {
      const script = readFileSync(createRequire(import.meta.url).resolve(name), 'utf8');
      const site = await startHttpServer((request, response) => {
        if (request.url === '/package.js') response.setHeader('content-type', 'text/javascript').end(script);
        else if (request.url === '/file.mp4') response.setHeader('content-type', 'video/mp4').end(FILE);
        else
          response
            .setHeader('content-type', 'text/html')
            .end('<!doctype html><script src="/package.js"></script>');
      });
      onCleanup(site.close);
      return site;
    })
    .extend('context', async ({ browser }, { onCleanup }) => {
      const context = await browser.newContext({ ignoreHTTPSErrors: true });
      onCleanup(() => context.close());
      return context;
    })
    .extend('open', async ({ context, front, site }) => async (sandbox: Sandbox): Promise<Page> => {
      front.leadTo(sandbox.apiUrl);
      const page = await context.newPage();
      await page.goto(site.url);
      return page;
    });

/** The headers that preflights of a path asked for. */
export const askedFor = ({ seen }: TlsFront, path: string): string[] =>
  seen
    .filter((request) => request.method === 'OPTIONS' && request.path.split('?')[0] === path)
    .map(({ headers }) => String(headers['access-control-request-headers']));
