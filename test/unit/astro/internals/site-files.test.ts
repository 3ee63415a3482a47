import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { pathToFileURL } from 'node:url';
import type { AstroConfig } from 'astro';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { hasContentConfig, ownPages } from '../../../../integration/src/astro/internals/site-files.js';
import { importAstro } from '../../../helpers/private-astro.js';

/** What Astro itself makes of a site's files. */
const { resolveConfig } = await importAstro<{
  resolveConfig(inline: object, command: 'build'): Promise<{ astroConfig: AstroConfig }>;
}>('core/config/index.js');
const { createSettings } = await importAstro<{
  createSettings(config: AstroConfig, level: 'silent', folder: string): Promise<object>;
}>('core/config/settings.js');
const { createRoutesList } = await importAstro<{
  createRoutesList(at: object, logger: object): Promise<{ routes: { route: string; origin: string }[] }>;
}>('core/routing/create-manifest.js');
const { getContentPaths } = await importAstro<{
  getContentPaths(config: AstroConfig): { config: { exists: boolean } };
}>('content/utils.js');

const LOGGER = { debug() {}, info() {}, warn() {}, error() {} };

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'vitrine-files-'));
});
afterEach(() => rm(folder, { recursive: true, force: true }));

const srcDir = () => pathToFileURL(`${folder}/src/`);

async function write(name: string, text = '') {
  await mkdir(dirname(join(folder, name)), { recursive: true });
  await writeFile(join(folder, name), text);
}

async function configOf(): Promise<AstroConfig> {
  return (await resolveConfig({ root: folder, configFile: false, logLevel: 'silent' }, 'build')).astroConfig;
}

async function routesOf(): Promise<string[]> {
  const settings = await createSettings(await configOf(), 'silent', folder);
  const { routes } = await createRoutesList({ settings, cwd: folder }, LOGGER);
  return routes.filter(({ origin }) => origin === 'project').map(({ route }) => route);
}

describe('pages of the site itself', () => {
  const INDEXES = ['galleries.astro', 'galleries/index.astro', 'galleries/index.md', 'galleries.html'];
  it.each([...INDEXES, 'galleries/index.ts'])('%s is the index, to Astro as well', async (name) => {
    await write(`src/pages/${name}`);
    expect(await routesOf()).toContain('/galleries');
    expect(ownPages(srcDir(), '/galleries')).toEqual({ index: true, gallery: false });
  });

  it.each(['[...id].astro', '[...slug].astro', '[...path].js'])(
    'galleries/%s makes the galleries, to Astro as well',
    async (name) => {
      await write(`src/pages/galleries/${name}`);
      expect(await routesOf()).toContain(`/galleries/${name.split('].')[0]}]`);
      expect(ownPages(srcDir(), '/galleries')).toEqual({ index: false, gallery: true });
    },
  );

  it.each(['galleries/about.astro', 'galleries/_index.astro', 'galleries.txt', 'en/galleries.astro'])(
    '%s leaves both to us',
    async (name) => {
      await write(`src/pages/${name}`);
      expect((await routesOf()).filter((route) => /^\/galleries(\/\[|$)/.test(route))).toEqual([]);
      expect(ownPages(srcDir(), '/galleries')).toEqual({ index: false, gallery: false });
    },
  );
});

describe('the content config', () => {
  it.each(['ts', 'mts', 'mjs', 'js'])('is content.config.%s, to Astro as well', async (extension) => {
    await write(`src/content.config.${extension}`);
    expect(getContentPaths(await configOf()).config.exists).toBe(true);
    expect(hasContentConfig(srcDir())).toBe(true);
  });

  it('is none of another name', async () => {
    await write('src/content.config.json');
    expect(getContentPaths(await configOf()).config.exists).toBe(false);
    expect(hasContentConfig(srcDir())).toBe(false);
  });
});
