import type { Page } from 'playwright-core';
import { test } from 'vitest';
import { startSandbox } from '../../src/index.js';
import { launchBrowser } from './browser.js';

/** Tests with a `sandbox` as it is by default, and with a `page`, each for one test; the `browser` is the file's. */
export const it = test
  // biome-ignore lint/correctness/noEmptyPattern: vitest reads from the pattern what a fixture needs.
  .extend('sandbox', async ({}, { onCleanup }) => {
    const sandbox = await startSandbox();
    onCleanup(sandbox.close);
    return sandbox;
  })
  // biome-ignore lint/correctness/noEmptyPattern: vitest reads from the pattern what a fixture needs.
  .extend('browser', { scope: 'worker' }, async ({}, { onCleanup }) => {
    const browser = await launchBrowser();
    onCleanup(() => browser.close());
    return browser;
  })
  .extend('page', async ({ browser }, { onCleanup }): Promise<Page> => {
    const context = await browser.newContext();
    onCleanup(() => context.close());
    return context.newPage();
  });
