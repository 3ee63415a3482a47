import { readdirSync, readFileSync } from 'node:fs';
import { isBuiltin } from 'node:module';
import { dirname, join, relative } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';

const ROOT = fileURLToPath(new URL('..', import.meta.url));
const manifest = JSON.parse(readFileSync(join(ROOT, 'package.json'), 'utf8'));

/** What a folder's modules import or resolve: paths from the package's root, and packages by name. */
function importsOf(folder: string): { paths: string[]; packages: string[] } {
  const files = readdirSync(join(ROOT, folder), { recursive: true, encoding: 'utf8' });
  const found = files
    .filter((file) => /\.(ts|m?js)$/.test(file))
    .flatMap((file) => {
      const text = readFileSync(join(ROOT, folder, file), 'utf8');
      const specifiers = text.matchAll(
        /(?:^|[\s})])(?:from|import) ?\(?'([^'\n]+)'|resolve\('([^'\n]+)'\)|import\.meta\.url\)\('([^'\n]+)'\)/gm,
      );
      return [...specifiers].map(([, ...groups]) => {
        const name = groups.find((group) => group !== undefined) ?? '';
        return name.startsWith('.') ? join(folder, dirname(file), name) : name;
      });
    });
  const isPath = (name: string) => /^(\.\.|src|test|bench|bin|scripts|browser)(\/|$)/.test(name);
  return {
    paths: found.filter(isPath),
    packages: found
      .filter((name) => !isPath(name) && !isBuiltin(name))
      .map((name) =>
        name
          .split('/')
          .slice(0, name.startsWith('@') ? 2 : 1)
          .join('/'),
      ),
  };
}

describe('the package', () => {
  it.each(['src', 'bin', 'scripts', 'browser', 'test', 'bench'])(
    'imports nothing beyond itself in %s/',
    (folder) => {
      const { paths } = importsOf(folder);
      expect(paths.filter((path) => relative('.', path).startsWith('..'))).toEqual([]);
    },
  );

  it('needs no other package to run', () => {
    expect([...importsOf('src').packages, ...importsOf('bin').packages]).toEqual([]);
    expect(manifest.dependencies).toBeUndefined();
  });

  it('names every package that its tests and its bench need', () => {
    const needed = new Set([...importsOf('test').packages, ...importsOf('bench').packages]);
    expect(needed.size).toBeGreaterThan(8);
    const named = [manifest.name, ...Object.keys(manifest.devDependencies)];
    expect([...needed].filter((name) => !named.includes(name))).toEqual([]);
  });
});
