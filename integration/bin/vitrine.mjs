#!/usr/bin/env node
// npm links a command only to a file that is there when it installs; in a fresh clone nothing is compiled yet.
import { existsSync } from 'node:fs';
import * as nodeModule from 'node:module';

const compiled = new URL('../dist/cli/vitrine.js', import.meta.url);
const source = new URL('../src/cli/vitrine.ts', import.meta.url);

/** The source names modules as they are called once compiled. */
function resolve(specifier, context, next) {
  if (!specifier.startsWith('.') || !specifier.endsWith('.js')) return next(specifier, context);
  try {
    return next(specifier, context);
  } catch {
    return next(`${specifier.slice(0, -3)}.ts`, context);
  }
}

if (existsSync(compiled)) await import(compiled.href);
else if (existsSync(source) && process.features.typescript) {
  nodeModule.registerHooks({ resolve });
  await import(source.href);
} else {
  console.error(
    'vitrine: nothing is compiled here, and this Node cannot run the source. In a clone call it as "npx vitrine", or run "npm run build" first; elsewhere install astro-vitrine again.',
  );
  process.exitCode = 1;
}
