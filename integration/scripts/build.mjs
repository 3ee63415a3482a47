// Compiles TypeScript to dist/ and copies what Astro reads as it is: .astro and .css files.
import { spawnSync } from 'node:child_process';
import { cpSync, existsSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, extname, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { withoutComments } from './without-comments.mjs';

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

/** The declarations that a file names, and those that they name. */
function keepTypes(file, kept) {
  if (kept.has(file) || !existsSync(file)) return kept;
  kept.add(file);
  for (const [, path] of readFileSync(file, 'utf8').matchAll(/(?:from|import)\s*\(?['"](\.[^'"]+)['"]/g)) {
    keepTypes(resolve(dirname(file), path.replace(/\.js$/, '.d.ts')), kept);
  }
  return kept;
}

// Nobody can import what no entry names, and pages are compiled by the site's Vite, which reads no types: declarations of the
// inside would be a fifth of the package.
const { exports: entries } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'));
const built = readdirSync(to, { recursive: true }).map((path) => join(to, path));
const kept = new Set();
for (const { types } of Object.values(entries)) if (types) keepTypes(join(root, types), kept);
for (const file of built) if (file.endsWith('.d.ts') && !kept.has(file)) rmSync(file);

// Comments stand in the source, and in the declarations that an editor shows: here they would be a sixth of the package.
for (const file of built)
  if (file.endsWith('.js')) writeFileSync(file, withoutComments(readFileSync(file, 'utf8')));
