import { type SandboxOptions, startSandbox } from 'api-video-sandbox';
import type { BrowserContext, BrowserContextOptions, Page } from 'playwright-core';
import { test as base } from 'vitest';
import { launchBrowser } from '../../sandbox/test/helpers/browser.js';
import { createPlayers } from './playing.js';
import {
  buildSite,
  createSite,
  type RunningSite,
  removeSite,
  type SiteFiles,
  serve,
  type Variables,
} from './site.js';

/** What a site is made of, and the sandbox it stands beside. */
export interface SiteOptions {
  /** A folder of `test/fixtures`, or `demo`. Default: `minimal`. */
  fixture?: string;
  files?: SiteFiles;
  /** Default: a sandbox without limits. */
  sandbox?: SandboxOptions;
  /** For the build, besides the sandbox's own. */
  variables?: Variables;
}

export interface BuiltSite {
  folder: string;
  /** What its build printed. */
  output: string;
}

/**
 * What tests of a site ask for by name: `sandbox`, `folder`, `built`, `site`, `browser` once for a file, each made when
 * a test first needs it; `visit` and `page`, a visitor's own, for one test. Each is closed or removed by itself.
 */
const test = base
  .extend('options', { scope: 'file' }, {} as SiteOptions)
  .extend('sandbox', { scope: 'file' }, async ({ options }, { onCleanup }) => {
    const sandbox = await startSandbox(options.sandbox ?? { limits: false });
    onCleanup(sandbox.close);
    return sandbox;
  })
  .extend('folder', { scope: 'file' }, async ({ options }, { onCleanup }) => {
    const folder = await createSite(options.fixture ?? 'minimal', options.files);
    onCleanup(() => removeSite(folder));
    return folder;
  })
  .extend('built', { scope: 'file' }, async ({ folder, options, sandbox }): Promise<BuiltSite> => {
    const output = await buildSite(folder, { ...sandbox.env, ...options.variables });
    return { folder, output };
  })
  .extend('site', { scope: 'file' }, async ({ built, sandbox }, { onCleanup }) => {
    const site = await serve(built.folder, sandbox.env);
    onCleanup(site.close);
    return site;
  })
  /** Serves the built site once more, for one test, with exactly these variables. */
  .extend('serveWith', async ({ built }, { onCleanup }) => {
    const sites: RunningSite[] = [];
    onCleanup(async () => {
      await Promise.all(sites.map((site) => site.close()));
    });
    return async (variables: Variables): Promise<RunningSite> => {
      const site = await serve(built.folder, variables);
      sites.push(site);
      return site;
    };
  })
  /** Makes a further site, for one test. */
  // biome-ignore lint/correctness/noEmptyPattern: vitest reads from the pattern what a fixture needs.
  .extend('makeSite', async ({}, { onCleanup }) => {
    const folders: string[] = [];
    onCleanup(async () => {
      await Promise.all(folders.map(removeSite));
    });
    return async (files: SiteFiles = {}): Promise<string> => {
      const folder = await createSite('minimal', files);
      folders.push(folder);
      return folder;
    };
  })
  .extend('players', { scope: 'file' }, async ({ sandbox }) => createPlayers(sandbox.embedUrl))
  // biome-ignore lint/correctness/noEmptyPattern: vitest reads from the pattern what a fixture needs.
  .extend('browser', { scope: 'worker' }, async ({}, { onCleanup }) => {
    const browser = await launchBrowser();
    onCleanup(() => browser.close());
    return browser;
  })
  /** Opens a page in a context of its own: another visitor. Addresses may be paths on the site. */
  .extend('visit', async ({ browser, site }, { onCleanup }) => {
    const contexts: BrowserContext[] = [];
    onCleanup(async () => {
      await Promise.all(contexts.map((context) => context.close()));
    });
    return async (options: BrowserContextOptions = {}): Promise<Page> => {
      const viewport = { width: 1440, height: 900 };
      const context = await browser.newContext({ baseURL: site.url, viewport, ...options });
      contexts.push(context);
      return context.newPage();
    };
  })
  .extend('page', ({ visit }) => visit());

/** Tests around a site of a file's own. */
export const siteTest = (options: SiteOptions = {}) => test.extend('options', { scope: 'file' }, options);
