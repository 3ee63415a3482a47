import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import type { AstroConfig } from 'astro';
import { afterEach, beforeEach, expect, it } from 'vitest';
import {
  contentStoreFromFiles,
  contentStoreOf,
} from '../../../../integration/src/astro/internals/content-store.js';
import { importAstro } from '../../../helpers/private-astro.js';

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

function plugin(collectionStorage?: unknown) {
  const store = contentStoreOf(config(undefined, collectionStorage));
  const { load, applyToEnvironment } = contentStoreFromFiles(() => store);
  const { handler } = load as unknown as { handler: (id: string) => { code: string } | undefined };
  return { load: handler, appliesTo: applyToEnvironment as unknown as (of: { name: string }) => boolean };
}

const run = async (code = '') => (await import(`data:text/javascript,${encodeURIComponent(code)}`)).default;

it('gives pages that are built what the file holds', async () => {
  const text = JSON.stringify([['Map', 1, 2], 'videos', 'a "quoted" \u2028 title']);
  await writeFile(join(folder, 'data-store.json'), text);
  const code = plugin().load(STORE)?.code;
  expect(code).not.toContain('quoted');
  expect(await run(code)).toEqual(JSON.parse(text));
});

it.each(['chunked', { type: 'chunked', chunkSize: 1 }])(
  'gives them the parts of a store that is kept so: %j',
  async (storage) => {
    const name = '0123456789abcdef.txt';
    await mkdir(join(folder, 'data-store'));
    await writeFile(join(folder, 'data-store', name), '["id",{"title":1},"a \u2028 title"]\n["cut');
    await writeFile(join(folder, 'data-store.json'), '["of an earlier build"]');
    const { load } = plugin(storage);
    expect(await run(load(`${STORE}-chunk:${name}.mjs`)?.code)).toBe(
      '["id",{"title":1},"a \u2028 title"]\n["cut',
    );
    expect(load(STORE)).toBeUndefined();
    for (const other of [`${STORE}-chunk:fedcba9876543210.txt.mjs`, `${STORE}-chunk:../../x.txt.mjs`])
      expect(load(other)).toBeUndefined();
  },
);

it('knows the ids by which Astro loads its store', async () => {
  const consts = await importAstro<Record<string, string>>('content/consts.js');
  expect(consts).toMatchObject({
    RESOLVED_DATA_STORE_VIRTUAL_ID: STORE,
    RESOLVED_DATA_STORE_CHUNK_VIRTUAL_ID_PREFIX: `${STORE}-chunk:`,
    RESOLVED_DATA_STORE_CHUNK_VIRTUAL_ID_SUFFIX: '.mjs',
    DATA_STORE_FILE: 'data-store.json',
    DATA_STORE_DIR: 'data-store/',
  });
});

it('leaves everything else, and a site without a store, to Astro', async () => {
  expect(plugin().load(STORE)).toBeUndefined();
  await writeFile(join(folder, 'data-store.json'), '[]');
  expect(plugin().load('\0astro:content')).toBeUndefined();
});

it('leaves sites to Astro that build elsewhere', () => {
  expect(contentStoreOf(config('@astrojs/other'))).toBeUndefined();
  expect(contentStoreOf(config())).toEqual({ file: join(folder, 'data-store.json') });
});

it('has no part in what a server runs later', () => {
  expect(['ssr', 'client', 'prerender'].filter((name) => plugin().appliesTo({ name }))).toEqual([
    'prerender',
  ]);
});
