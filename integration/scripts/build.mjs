// Compiles TypeScript to dist/ and copies what Astro reads as it is: .astro and .css files.
import { spawnSync } from 'node:child_process';
import { cpSync, rmSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, extname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('..', import.meta.url));
const from = join(root, 'src');
const to = join(root, 'dist');
const tsc = join(dirname(createRequire(import.meta.url).resolve('typescript/package.json')), 'bin/tsc');

rmSync(to, { recursive: true, force: true });
const compiled = spawnSync(process.execPath, [tsc, '-p', root], { stdio: 'inherit', cwd: root });
if (compiled.status !== 0) process.exit(1);
cpSync(from, to, {
  recursive: true,
  filter: (path) => extname(path) !== '.ts' || path.endsWith('.d.ts'),
});
