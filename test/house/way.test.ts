import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { ROOT } from '../helpers/site.js';
import { importsIn } from './imports.js';

const SOURCE = 'integration/src';
const text = readFileSync(join(ROOT, 'CONTRIBUTING.md'), 'utf8');
const imports = importsIn(SOURCE);

const sectionOf = (heading: string) => text.split(`\n## ${heading}\n`)[1]?.split('\n## ')[0] ?? '';

/** The files of each step, in their order. */
const steps = sectionOf('The way of one video id')
  .split(/\n(?=\d+\. )/)
  .slice(1)
  .map((step) => [...step.matchAll(/`([\w/-]+\.(?:ts|astro))`/g)].map(([, file = '']) => file));

const areConnected = (one: string, other: string) =>
  imports.get(one)?.includes(other) || imports.get(other)?.includes(one);

describe('the way of one video id in CONTRIBUTING.md', () => {
  it('leads there and back', () => {
    expect(steps.length).toBeGreaterThan(8);
    expect(Math.min(...steps.map(({ length }) => length))).toBeGreaterThan(1);
  });

  it('names files that exist', () => {
    expect(steps.flat().filter((file) => !imports.has(file))).toEqual([]);
  });

  it('goes by imports within each step', () => {
    const gaps = steps.flatMap((files) =>
      files.flatMap((file, index) => {
        const next = files[index + 1];
        return next === undefined || areConnected(file, next) ? [] : `${file} and ${next}`;
      }),
    );
    expect(gaps).toEqual([]);
  });
});

it('has every room in its table', () => {
  const rooms = readdirSync(join(ROOT, SOURCE), { withFileTypes: true }).map((entry) =>
    entry.isDirectory() ? `${SOURCE}/${entry.name}/` : `${SOURCE}/${entry.name}`,
  );
  const named = [...sectionOf('The house').matchAll(/^\| `(integration\/[^`]+)` \|/gm)].map(
    ([, room]) => room,
  );
  expect(named.filter((room) => !room?.includes('/internals/')).toSorted()).toEqual(rooms.toSorted());
});
