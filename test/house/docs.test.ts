import { spawnSync } from 'node:child_process';
import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, expect, it } from 'vitest';

const ROOT = fileURLToPath(new URL('../..', import.meta.url));
const FOLDER = join(ROOT, '.tmp/docs');
const DOCUMENTS = ['README.md', 'integration/README.md', 'integration/docs/recipes.md', 'sandbox/README.md'];

const blocks = DOCUMENTS.flatMap((document) => {
  const text = readFileSync(join(ROOT, document), 'utf8');
  return [...text.matchAll(/```ts\n(.*?)```/gs)].map(([, code = ''], index) => ({
    name: `${document.replaceAll(/\W/g, '-')}-${index + 1}.ts`,
    code,
  }));
});

afterAll(() => rmSync(FOLDER, { recursive: true, force: true }));

it('holds TypeScript that compiles, as a reader would paste it', () => {
  expect(blocks.length).toBeGreaterThan(6);
  mkdirSync(FOLDER, { recursive: true });
  for (const { name, code } of blocks) writeFileSync(join(FOLDER, name), `${code}\nexport {};\n`);
  const config = {
    extends: join(ROOT, 'tsconfig.json'),
    compilerOptions: { noEmit: true, types: ['node', 'astro/client'], noUnusedLocals: false },
    include: ['*.ts'],
    exclude: [],
  };
  writeFileSync(join(FOLDER, 'tsconfig.json'), JSON.stringify(config));
  const { stdout, status } = spawnSync(
    process.execPath,
    [join(ROOT, 'node_modules/typescript/bin/tsc'), '-p', FOLDER],
    {
      encoding: 'utf8',
    },
  );
  expect(stdout).toBe('');
  expect(status).toBe(0);
}, 60_000);
