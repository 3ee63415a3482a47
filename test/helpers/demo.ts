import { type Sandbox, startSandbox } from 'api-video-sandbox';
import type { BrowserContext, BrowserContextOptions, Page } from 'playwright-core';
import { launchBrowser } from '../../sandbox/test/helpers/browser.js';
import { astro, createSite, removeSite, serve } from './site.js';

export interface Demo {
  sandbox: Sandbox;
  url: string;
  /** A page in a context of its own: another visitor. The one before has left. */
  visit(options?: BrowserContextOptions): Promise<Page>;
  close(): Promise<void>;
}

/** The demo site, built and served, beside a sandbox without limits and a browser. */
export async function startDemo(
  files: Record<string, string | null> = {},
  clock: () => number = Date.now,
): Promise<Demo> {
  const sandbox = await startSandbox({ limits: false, clock });
  const folder = await createSite('demo', files);
  const { output } = await astro(folder, 'build', sandbox.env);
  if (!output.includes('Complete!')) throw new Error(`The demo was not built:\n${output}`);
  const site = await serve(folder, sandbox.env);
  const browser = await launchBrowser();
  let context: BrowserContext | undefined;
  return {
    sandbox,
    url: site.url,
    async visit(options = {}) {
      await context?.close();
      context = await browser.newContext({ viewport: { width: 1440, height: 900 }, ...options });
      return context.newPage();
    },
    async close() {
      await browser.close();
      await site.close();
      await sandbox.close();
      await removeSite(folder);
    },
  };
}
