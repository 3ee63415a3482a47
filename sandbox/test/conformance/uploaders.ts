import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import type { BrowserContext, Page } from 'playwright-core';
import type { Sandbox } from '../../src/index.js';
import { launchBrowser } from '../helpers/browser.js';
import { startHttpServer } from '../helpers/http-server.js';
import { startTlsFront, type TlsFront } from '../helpers/tls-front.js';
import { FILE } from '../helpers/upload-files.js';

/** A page of another origin with an unmodified package, in a browser whose web security is on. */
export interface UploadingPage {
  /** A new page whose `front.host` leads to the sandbox. */
  open(sandbox: Sandbox): Promise<Page>;
  front: TlsFront;
  close(): Promise<void>;
}

/** The packages know no http: a front with a certificate of its own, which the page's context accepts, speaks https. */
export async function uploadingPage(name: string, args: string[] = []): Promise<UploadingPage> {
  const script = readFileSync(createRequire(import.meta.url).resolve(name), 'utf8');
  const browser = await launchBrowser({ args });
  const front = await startTlsFront();
  const site = await startHttpServer((request, response) => {
    if (request.url === '/package.js') response.setHeader('content-type', 'text/javascript').end(script);
    else if (request.url === '/file.mp4') response.setHeader('content-type', 'video/mp4').end(FILE);
    else
      response
        .setHeader('content-type', 'text/html')
        .end('<!doctype html><script src="/package.js"></script>');
  });
  let context: BrowserContext | undefined;
  return {
    front,
    async open(sandbox) {
      await context?.close();
      front.leadTo(sandbox.apiUrl);
      context = await browser.newContext({ ignoreHTTPSErrors: true });
      const page = await context.newPage();
      await page.goto(site.url);
      return page;
    },
    async close() {
      await browser.close();
      await site.close();
      await front.close();
    },
  };
}

/** The headers that preflights of a path asked for. */
export const askedFor = ({ seen }: TlsFront, path: string): string[] =>
  seen
    .filter((request) => request.method === 'OPTIONS' && request.path.split('?')[0] === path)
    .map(({ headers }) => String(headers['access-control-request-headers']));
