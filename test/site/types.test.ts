import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect } from 'vitest';
import { startHttpServer } from '../../sandbox/test/helpers/http-server.js';
import { siteTest } from '../helpers/fixtures.js';
import { astro, createSite, removeSite, type SiteFiles } from '../helpers/site.js';

const SUMMIT = { 'src/content/galleries/summit.md': '---\ntitle: Summit\nselect: {}\n---\n' };

const WARNING =
  /\[WARN\].* Videos could not be listed, so this run goes on with the last list \((\d+ videos?)\)/g;
const warnings = (output: string) => [...output.matchAll(WARNING)].map(([, count]) => count);

const it = siteTest({ sandbox: { videos: 24 } })
  /** Variables with a key, and an address where nothing listens. */
  .extend('away', async () => {
    const { url, close } = await startHttpServer(() => {});
    await close();
    return { APIVIDEO_API_KEY: 'k', APIVIDEO_API_URL: url };
  })
  // biome-ignore lint/correctness/noEmptyPattern: vitest reads from the pattern what a fixture needs.
  .extend('strictest', async ({}, { onCleanup }) => async (files: SiteFiles = {}) => {
    const folder = await createSite('strictest', files);
    onCleanup(() => removeSite(folder));
    return folder;
  });

describe('with a key, while api.video cannot be reached', () => {
  it('`astro sync` warns once and keeps the last list, and a build stops', async ({
    makeSite,
    sandbox,
    away,
  }) => {
    const folder = await makeSite(SUMMIT);
    const without = await astro(folder, 'sync', away);
    expect(without.code, without.output).toBe(0);
    expect(warnings(without.output)).toEqual(['0 videos']);
    const types = await readFile(join(folder, '.astro/content.d.ts'), 'utf8');
    expect(types).toContain('"galleries": Record<string, {');

    expect((await astro(folder, 'sync', sandbox.env)).code).toBe(0);
    const store = join(folder, 'node_modules/.astro/data-store.json');
    const before = await readFile(store, 'utf8');
    const { code, output } = await astro(folder, 'sync', away);
    expect(code, output).toBe(0);
    expect(warnings(output)).toEqual(['24 videos']);
    expect(output).toContain('could not be reached (ECONNREFUSED)');
    expect(await readFile(store, 'utf8')).toBe(before);

    const build = await astro(folder, 'build', away);
    expect(build.code).not.toBe(0);
    expect(build.output).toContain('Videos could not be listed. http');
  });
});

describe('`astro check` in the strictest configuration', () => {
  it('accepts every component, the files that options name, and collections of ours made larger', async ({
    strictest,
    away,
  }) => {
    const folder = await strictest();
    const { code, output } = await astro(folder, 'check', away);
    expect(output).toContain('- 0 errors');
    expect(output).toContain('- 0 warnings');
    expect(code).toBe(0);
    expect(warnings(output)).toEqual(['0 videos']);
  });
});
