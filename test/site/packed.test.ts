import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { describe, expect, test } from 'vitest';
import { ROOT } from '../helpers/site.js';

interface Packed {
  name: string;
  /** Bytes of the tarball. */
  size: number;
  files: { path: string }[];
}

// biome-ignore lint/correctness/noEmptyPattern: vitest reads from the pattern what a fixture needs.
const it = test.extend('packed', { scope: 'file' }, async ({}): Promise<Packed[]> => {
  const { stdout } = await promisify(execFile)('npm', ['pack', '--dry-run', '--json', '--workspaces'], {
    cwd: ROOT,
    maxBuffer: 16 * 1024 * 1024,
  });
  return JSON.parse(stdout.slice(stdout.indexOf('[')));
});

const tarballOf = (packed: Packed[], name: string) =>
  packed.find((each) => each.name === name) ?? expect.unreachable();
const pathsOf = ({ files }: Packed) => files.map(({ path }) => path);

describe('what npm packs', () => {
  it('of astro-vitrine is at most 250 kB, without the sandbox and its clips', ({ packed }) => {
    const tarball = tarballOf(packed, 'astro-vitrine');
    expect(tarball.size).toBeLessThanOrEqual(250_000);
    const paths = pathsOf(tarball);
    expect(paths.filter((path) => /\.(mp4|jpg)$|^dist\/sandbox\//.test(path))).toEqual([]);
    expect(paths).toEqual(
      expect.arrayContaining(['dist/sandbox.js', 'bin/vitrine.mjs', 'LICENSE', 'README.md']),
    );
  });

  it('of api-video-sandbox is all that it runs with, and none of its sources and tests', ({ packed }) => {
    const paths = pathsOf(tarballOf(packed, 'api-video-sandbox'));
    const folders = new Set(paths.filter((path) => path.includes('/')).map((path) => path.split('/')[0]));
    expect([...folders].sort()).toEqual(['bin', 'browser', 'dist', 'docs', 'media']);
    expect(paths).toEqual(expect.arrayContaining(['CHANGELOG.md', 'LICENSE', 'README.md', 'package.json']));
    expect(paths.filter((path) => path.startsWith('media/'))).toHaveLength(24);
  });
});
