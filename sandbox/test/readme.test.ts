import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { helpFor } from '../src/cli/arguments.js';
import { DEFAULT_SWITCHES } from '../src/index.js';

const text = readFileSync(new URL('../README.md', import.meta.url), 'utf8');

/** The rows of the table below a heading, as the code spans of their first and their last cell. */
function table(heading: string): [name: string, standard: string][] {
  const section = text.split(`\n## ${heading}\n`)[1]?.split('\n## ')[0] ?? '';
  return section
    .split('\n')
    .filter((line) => line.startsWith('| `'))
    .map((line) => {
      const cells = line.split('|').slice(1, -1);
      return [cells.at(0) ?? '', cells.at(-1) ?? ''].map((cell) => cell.trim().replaceAll('`', '')) as [
        string,
        string,
      ];
    });
}

it('lists every switch with its default, and no other', () => {
  const written = (value: unknown) =>
    value === Number.POSITIVE_INFINITY ? 'Infinity' : JSON.stringify(value);
  const switches = Object.entries(DEFAULT_SWITCHES).map(([name, value]) => [name, written(value)]);
  expect(Object.fromEntries(table('Switches'))).toEqual(Object.fromEntries(switches));
});

it('lists every flag of the command, and no other', () => {
  const flags = helpFor('').match(/^ +--.*?(?= {2}|$)/gm) ?? [];
  expect(flags.length).toBeGreaterThan(8);
  expect(table('The command').map(([flag]) => flag)).toEqual(flags.map((flag) => flag.trim()));
});
