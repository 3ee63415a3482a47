import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { pathToFileURL } from 'node:url';
import type { AstroConfig, AstroUserConfig } from 'astro';
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
  getContentPaths(config: AstroConfig, fs?: undefined, legacy?: boolean): { config: { exists: boolean } };
}>('content/utils.js');

const { SUPPORTED_MARKDOWN_FILE_EXTENSIONS } = await importAstro<{
  SUPPORTED_MARKDOWN_FILE_EXTENSIONS: readonly string[];
}>('core/constants.js');

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

async function configOf(own: AstroUserConfig = {}): Promise<AstroConfig> {
  const inline = { ...own, root: folder, configFile: false, logLevel: 'silent' };
  return (await resolveConfig(inline, 'build')).astroConfig;
}

async function routesOf(): Promise<string[]> {
  const settings = await createSettings(await configOf(), 'silent', folder);
  const { routes } = await createRoutesList({ settings, cwd: folder }, LOGGER);
  return routes.filter(({ origin }) => origin === 'project').map(({ route }) => route);
}

describe('pages of the site itself', () => {
  const markdown = SUPPORTED_MARKDOWN_FILE_EXTENSIONS.map((extension) => `galleries${extension}`);
  const others = ['galleries.astro', 'galleries/index.astro', 'galleries.html', 'galleries/index.ts'];
  it.each([...others, ...markdown])('%s is the index, to Astro as well', async (name) => {
    await write(`src/pages/${name}`);
    expect(await routesOf()).toContain('/galleries');
    expect(ownPages(srcDir(), '/galleries')).toEqual({ index: true, gallery: false });
  });

  it.each([
    '[...id].astro',
    '[...slug].astro',
    '[...path].js',
    '[...name].markdown',
    '[...name]/index.astro',
  ])('galleries/%s makes the galleries, to Astro as well', async (name) => {
    await write(`src/pages/galleries/${name}`);
    expect(await routesOf()).toContain(`/galleries/${/^\[[^\]]+\]/.exec(name)}`);
    expect(ownPages(srcDir(), '/galleries')).toEqual({ index: false, gallery: true });
  });

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
    expect(hasContentConfig(await configOf())).toBe(true);
  });

  it('is none of another name', async () => {
    await write('src/content.config.json');
    expect(getContentPaths(await configOf()).config.exists).toBe(false);
    expect(hasContentConfig(await configOf())).toBe(false);
  });

  it('is the older content/config.ts where the site asks for that', async () => {
    await write('src/content/config.ts');
    const config = await configOf({ legacy: { collectionsBackwardsCompat: true } });
    const { exists } = getContentPaths(config, undefined, config.legacy.collectionsBackwardsCompat).config;
    expect(exists).toBe(true);
    expect(hasContentConfig(config)).toBe(true);
    expect(hasContentConfig(await configOf())).toBe(false);
  });
});
