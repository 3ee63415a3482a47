import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, it } from 'vitest';

const SRC = fileURLToPath(new URL('../src', import.meta.url));

const FILES = readdirSync(SRC, { recursive: true, encoding: 'utf8' }).filter((file) => file.endsWith('.ts'));

/** What each file imports of the others, types included. */
const IMPORTS = new Map(
  FILES.map((file) => {
    const specifiers = readFileSync(join(SRC, file), 'utf8').matchAll(/(?:from|import\() ?'(\.[^']+)'/g);
    return [file, [...specifiers].map(([, name = '']) => join(dirname(file), name).replace('.js', '.ts'))];
  }),
);

/** The folders, and what each imports of the others. Files beside the folders wire them up. */
function rooms(): Map<string, string[]> {
  const found = new Map<string, string[]>();
  for (const [file, imports] of IMPORTS) {
    const others = imports.map(dirname).filter((room) => room !== '.' && room !== dirname(file));
    if (dirname(file) !== '.') found.set(dirname(file), [...(found.get(dirname(file)) ?? []), ...others]);
  }
  return found;
}

/** What lies on a circle, or leads to one: all that is left when what imports nothing is taken away, again and again. */
function circling(graph: ReadonlyMap<string, readonly string[]>): string[] {
  const left = new Map(graph);
  for (let before = -1; before !== left.size; ) {
    before = left.size;
    for (const [name, imports] of left) if (!imports.some((other) => left.has(other))) left.delete(name);
  }
  return [...left.keys()];
}

it.each([
  ['file', IMPORTS],
  ['folder', rooms()],
])('has no circle of imports: no %s imports what imports it', (_what, graph) => {
  expect(graph.size).toBeGreaterThan(8);
  expect(circling(graph)).toEqual([]);
});
