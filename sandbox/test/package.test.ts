import { readdirSync, readFileSync } from 'node:fs';
import { isBuiltin } from 'node:module';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';

const ROOT = fileURLToPath(new URL('..', import.meta.url));
const manifest = JSON.parse(readFileSync(join(ROOT, 'package.json'), 'utf8'));

const SPECIFIER =
  /(?:^|[\s})])(?:from|import) ?\(?'([^'\n]+)'|resolve\('([^'\n]+)'\)|import\.meta\.url\)\('([^'\n]+)'\)/gm;

/** What the modules of a folder import or resolve, and the folder of each. */
const importsOf = (folder: string) =>
  readdirSync(join(ROOT, folder), { recursive: true, encoding: 'utf8' })
    .filter((file) => /\.(ts|m?js)$/.test(file))
    .flatMap((file) =>
      [...readFileSync(join(ROOT, folder, file), 'utf8').matchAll(SPECIFIER)].map((match) => ({
        from: join(folder, dirname(file)),
        name: match.slice(1).find((group) => group !== undefined) ?? '',
      })),
    );

const packagesOf = (folder: string) =>
  importsOf(folder)
    .filter(({ name }) => !name.startsWith('.') && !isBuiltin(name))
    .map(({ name }) => /^(@[^/]+\/)?[^/]+/.exec(name)?.[0]);

describe('the package', () => {
  it.each(['src', 'bin', 'scripts', 'browser', 'test', 'bench'])(
    'imports nothing beyond itself in %s/',
    (folder) => {
      const paths = importsOf(folder).filter(({ name }) => name.startsWith('.'));
      expect(paths.filter(({ from, name }) => join(from, name).startsWith('..'))).toEqual([]);
    },
  );

  it('needs no other package to run', () => {
    expect([...packagesOf('src'), ...packagesOf('bin')]).toEqual([]);
    expect(manifest.dependencies).toBeUndefined();
  });

  it('names every package that its tests and its bench need', () => {
    const needed = new Set([...packagesOf('test'), ...packagesOf('bench')]);
    expect(needed.size).toBeGreaterThan(8);
    const named = [manifest.name, ...Object.keys(manifest.devDependencies)];
    expect([...needed].filter((name) => !named.includes(name))).toEqual([]);
  });
});
