import { readFileSync } from 'node:fs';
import { z } from 'astro/zod';
import { describe, expect, it } from 'vitest';
import { optionsSchema } from '../../integration/src/options.js';

/** Every option with its default, nested ones by their path. */
function optionsOf(schema: z.ZodType, path: string[] = []): Record<string, string> {
  const { shape } = unwrap(schema) as z.ZodObject;
  return Object.assign(
    {},
    ...Object.entries(shape).map(([name, option]) => {
      const inner = unwrap(option as z.ZodType);
      const at = [...path, name];
      if (inner instanceof z.ZodObject) return optionsOf(inner, at);
      const standard = (option as z.ZodType).safeParse(undefined).data;
      return { [at.join('.')]: standard === undefined ? '' : JSON.stringify(standard) };
    }),
  );
}

function unwrap(schema: z.ZodType): z.ZodType {
  const inner = (schema as { def?: { innerType?: z.ZodType } }).def?.innerType;
  return inner ? unwrap(inner) : schema;
}

/** The rows of the table below "## Options". */
function documented(file: string): Record<string, string> {
  const text = readFileSync(new URL(`../../${file}`, import.meta.url), 'utf8');
  const section = text.split('\n## Options\n')[1]?.split('\n## ')[0] ?? '';
  const rows = section.split('\n').filter((line) => line.startsWith('| `'));
  return Object.fromEntries(
    rows.map((row) => {
      const [, name = '', standard = ''] = row.split('|').map((cell) => cell.trim().replaceAll('`', ''));
      return [name, standard];
    }),
  );
}

describe.each(['README.md', 'integration/README.md'])('the options table of %s', (file) => {
  it('names every option with its default, and no other', () => {
    expect(documented(file)).toEqual(optionsOf(optionsSchema));
  });
});
