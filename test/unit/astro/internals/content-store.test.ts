import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import type { AstroConfig } from 'astro';
import { afterEach, beforeEach, expect, it } from 'vitest';
import {
  contentStoreFile,
  contentStoreFromFile,
} from '../../../../integration/src/astro/internals/content-store.js';

const STORE = '\0astro:data-layer-content';

let folder: string;

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'vitrine-store-'));
});
afterEach(() => rm(folder, { recursive: true, force: true }));

const config = (adapter = '@astrojs/node', collectionStorage: unknown = 'single-file') =>
  ({
    adapter: { name: adapter },
    cacheDir: pathToFileURL(`${folder}/`),
    experimental: { collectionStorage },
  }) as unknown as AstroConfig;

function plugin() {
  const { load, applyToEnvironment } = contentStoreFromFile(() => contentStoreFile(config()));
  const { handler } = load as unknown as { handler: (id: string) => { code: string } | undefined };
  return { load: handler, appliesTo: applyToEnvironment as unknown as (of: { name: string }) => boolean };
}

it('gives pages that are built what the file holds', async () => {
  const text = JSON.stringify([['Map', 1, 2], 'videos', 'a "quoted" \u2028 title']);
  await writeFile(join(folder, 'data-store.json'), text);
  const code = plugin().load(STORE)?.code ?? '';
  expect(code).not.toContain('quoted');
  const module = await import(`data:text/javascript,${encodeURIComponent(code)}`);
  expect(module.default).toEqual(JSON.parse(text));
});

it('leaves everything else, and a site without a store, to Astro', async () => {
  expect(plugin().load(STORE)).toBeUndefined();
  await writeFile(join(folder, 'data-store.json'), '[]');
  expect(plugin().load('\0astro:content')).toBeUndefined();
});

it('leaves sites to Astro that build elsewhere, or keep the store in parts', () => {
  expect(contentStoreFile(config('@astrojs/other'))).toBeUndefined();
  expect(contentStoreFile(config('@astrojs/node', 'chunked'))).toBeUndefined();
  expect(contentStoreFile(config())).toBe(join(folder, 'data-store.json'));
});

it('has no part in what a server runs later', () => {
  expect(['ssr', 'client', 'prerender'].filter((name) => plugin().appliesTo({ name }))).toEqual([
    'prerender',
  ]);
});
