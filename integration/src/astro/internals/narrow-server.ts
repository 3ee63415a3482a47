import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { AstroError } from 'astro/errors';
import { NARROWED_PLACEHOLDER, type Narrowed } from '../../grants/narrowed.js';

const LITERAL = new RegExp(`(["'\`])${NARROWED_PLACEHOLDER}\\1`, 'g');

/**
 * Writes what was narrowed into the server's code, which was made before the pages: only they tell what is published
 * now. A build that cannot do so fails, rather than leaving a door open that its editor has closed.
 *
 * Tried with Astro 7.3 and Vite 8, which bundle the server before pages are made and leave a text of its code in one
 * piece. Otherwise builds that narrow access stop with the message below; test/gate/narrowed.test.ts fails.
 */
export function narrowServer(serverDir: URL, narrowed: Narrowed): void {
  if (Object.keys(narrowed).length === 0) return;
  const literal = JSON.stringify(JSON.stringify(narrowed));
  const folder = fileURLToPath(serverDir);
  const files = readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((name) => /\.m?js$/.test(name))
    .map((name) => join(folder, name));
  let written = 0;
  for (const file of files) {
    const code = readFileSync(file, 'utf8');
    if (!code.includes(NARROWED_PLACEHOLDER)) continue;
    const changed = code.replace(LITERAL, () => literal);
    if (changed === code) continue;
    writeFileSync(file, changed);
    written++;
  }
  if (written > 0) return;
  throw new AstroError(
    'Some videos have another `access` than before, and the server could not be told.',
    'Set a new ASTRO_KEY, so that pages from before this build count no more, and report this build with its adapter.',
  );
}
