import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { expect } from 'vitest';
import { demoTest } from '../helpers/demo.js';
import { ROOT } from '../helpers/site.js';

/** All script that a gallery page loads at first, nanostores included, minified and compressed. */
const BUDGET = 2560;

const it = demoTest().extend('client', async ({ built }) => join(built.folder, 'dist/client'));

const compressed = (text: string) => gzipSync(text, { level: 9 }).length;

/** A script and all that it imports at once; what it loads later does not count. */
async function withImports(
  client: string,
  url: string,
  seen = new Map<string, string>(),
): Promise<Map<string, string>> {
  if (seen.has(url)) return seen;
  const code = await readFile(join(client, url), 'utf8');
  seen.set(url, code);
  for (const [, path] of code.matchAll(/(?:import|from)\s*["'](\.{0,2}\/[^"']+)["']/g)) {
    await withImports(client, new URL(path as string, `file://${url}`).pathname, seen);
  }
  return seen;
}

/** Every script of a built page: files with their imports, and what Astro has put into the page. */
async function scriptsOf(client: string, page: string): Promise<string[]> {
  const html = await readFile(join(client, page), 'utf8');
  const scripts: string[] = [];
  for (const [, attributes, code] of html.matchAll(/<script\b([^>]*)>([\s\S]*?)<\/script>/g)) {
    const url = attributes?.match(/src="([^"]+)"/)?.[1];
    if (url) scripts.push(...(await withImports(client, url)).values());
    else scripts.push(code as string);
  }
  return scripts;
}

it.for(['galleries/spring-summit-2026/index.html', 'galleries/open-studio/index.html', 'index.html'])(
  'all script of %s is within its budget',
  async (page, { annotate, client }) => {
    const scripts = await scriptsOf(client, page);
    const bytes = scripts.reduce((sum, code) => sum + compressed(code), 0);
    await annotate(`${page}, at first: ${bytes} bytes`, 'size');
    expect(scripts.length).toBeGreaterThan(0);
    expect(bytes).toBeLessThanOrEqual(BUDGET);
    expect(isAsDocumented(bytes, await documented('the island'))).toBe(true);
  },
);

/** What is loaded later, by the first words of its file's name: how large it may get, and its line in README. */
const LATER = {
  'vitrine-lazy': { most: 8500, line: 'dialog, filter, status messages' },
  'vitrine-native-player': { most: 6500, line: "the browser's own player" },
  'vitrine-plays': { most: 20_000, line: 'analytics' },
  'hls.light': { most: 125_000, line: 'hls.js (light)' },
};

/** What README says of a script, in bytes; a script may be a tenth larger or smaller than that. */
async function documented(line: string): Promise<number> {
  const readme = await readFile(join(ROOT, 'integration/README.md'), 'utf8');
  const row = readme.split('\n').find((text) => text.startsWith(`| ${line}`));
  return Number(row?.match(/([\d.]+) kB \|$/)?.[1]) * 1000;
}

const isAsDocumented = (bytes: number, said: number) => Math.abs(bytes - said) <= said / 10;

it('loads the rest in chunks of their own, as large as they are here', async ({ annotate, client }) => {
  const files = (await readdir(join(client, '_astro'))).filter((file) => file.endsWith('.js'));
  for (const [name, { most, line }] of Object.entries(LATER)) {
    const file = files.find((each) => each.startsWith(name));
    const bytes = compressed(await readFile(join(client, '_astro', file ?? name), 'utf8'));
    await annotate(`${name}: ${bytes} bytes`, 'size');
    expect(bytes).toBeLessThanOrEqual(most);
    expect(isAsDocumented(bytes, await documented(line)), `README says another size of ${name}`).toBe(true);
  }
});
