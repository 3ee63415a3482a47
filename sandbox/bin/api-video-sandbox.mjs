#!/usr/bin/env node
// npm links a command only to a file that is there when it installs; in a fresh clone nothing is compiled yet.
import { existsSync } from 'node:fs';

const compiled = new URL('../dist/cli/main.js', import.meta.url);
const source = new URL('../src/cli/main.ts', import.meta.url);

async function start(module) {
  const { main } = await import(module.href);
  await main(process.argv.slice(2));
}

if (existsSync(compiled)) await start(compiled);
else if (existsSync(source) && process.features.typescript) {
  await import('../scripts/typescript-imports.mjs');
  await start(source);
} else {
  console.error(
    'api-video-sandbox: nothing is compiled here, and this Node cannot run the source. In a clone call it as "npx api-video-sandbox", or run "npm run build" first; elsewhere install api-video-sandbox again.',
  );
  process.exitCode = 1;
}
