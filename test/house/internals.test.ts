import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { ROOT } from '../helpers/site.js';

const FOLDER = join(ROOT, 'integration/src/astro/internals');

const packageOf = (name: string) =>
  JSON.parse(readFileSync(join(ROOT, 'node_modules', name, 'package.json'), 'utf8'));

/** What a file says it was tried with, by the names of packages. */
const PACKAGES = { Astro: 'astro', Vite: 'vite', '@astrojs/node': '@astrojs/node' };

const commentsOf = (code: string): string[] => code.match(/\/\*\*[\s\S]*?\*\//g) ?? [];

it.each(readdirSync(FOLDER))('%s says what it was tried with, and which tests notice a change', (name) => {
  const comments = commentsOf(readFileSync(join(FOLDER, name), 'utf8'));
  const tried = comments.find((comment) => comment.includes('Tried with')) ?? '';
  const versions = [...tried.matchAll(/(Astro|Vite|@astrojs\/node) (\d+)/g)];
  expect(versions).not.toEqual([]);
  for (const [, spoken, major] of versions)
    expect(packageOf(PACKAGES[spoken as keyof typeof PACKAGES]).version.split('.')[0]).toBe(major);
  const tests = tried.match(/test\/[\w/-]+\.test\.ts/g) ?? [];
  expect(tests).not.toEqual([]);
  expect(tests.filter((test) => !existsSync(join(ROOT, test)))).toEqual([]);
});

it('a site needs no second Vite: the range is that of Astro and its integrations', () => {
  const ranges = ['astro', '@astrojs/preact', 'astro-vitrine'].map(
    (name) => packageOf(name).dependencies.vite,
  );
  expect(new Set(ranges).size).toBe(1);
});
