import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';

const INTEGRATION = fileURLToPath(new URL('../../integration/', import.meta.url));

test('docs/look.md lists the custom properties that the stylesheets set, and no others', async () => {
  const folder = join(INTEGRATION, 'src/components');
  const sheets = (await readdir(folder)).filter((file) => file.endsWith('.css'));
  const css = (await Promise.all(sheets.map((file) => readFile(join(folder, file), 'utf8')))).join('\n');
  const set = new Set(css.match(/--vitrine-[a-z-]+(?=:)/g));

  const docs = await readFile(join(INTEGRATION, 'docs/look.md'), 'utf8');
  const documented = [...docs.matchAll(/^\| `(--vitrine-[a-z-]+)` \|/gm)].map(([, name]) => name);
  expect(documented.toSorted()).toEqual([...set].toSorted());
});
