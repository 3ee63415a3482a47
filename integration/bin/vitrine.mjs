#!/usr/bin/env node
// npm links a command only to a file that is there when it installs; in a fresh clone nothing is compiled yet.
import { existsSync } from 'node:fs';

const compiled = new URL('../dist/cli/vitrine.js', import.meta.url);
const source = new URL('../src/cli/vitrine.ts', import.meta.url);

if (existsSync(compiled)) await import(compiled.href);
else if (existsSync(source) && process.features.typescript) {
  await import('../../sandbox/scripts/typescript-imports.mjs');
  await import(source.href);
} else {
  console.error(
    'vitrine: nothing is compiled here, and this Node cannot run the source. In a clone call it as "npx vitrine", or run "npm run build" first; elsewhere install astro-vitrine again.',
  );
  process.exitCode = 1;
}
