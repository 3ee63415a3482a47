import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'astro/zod';
import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { readEmbedLine } from '../../integration/src/content/embeds/read-line.js';
import { gallerySchema } from '../../integration/src/content/gallery-schema.js';
import { ROOT } from '../helpers/site.js';

const page = readFileSync(join(ROOT, 'integration/docs/editors.md'), 'utf8');
const schema = gallerySchema()({ image: () => z.string() as never });

const files = [...page.matchAll(/^```md\n---\n(.*?)^---\n/gms)].map(([, front]) => front as string);
const rows = [...page.matchAll(/^\| `(\w+)` \| `(?!::)([^`]+)` \|/gm)].map(
  ([, field = '', example = '']) => [field, example] as const,
);

describe('docs/editors.md', () => {
  it('shows files that are galleries', () => {
    expect(files.length).toBeGreaterThan(2);
    for (const front of files) expect(() => schema.parse(parse(front))).not.toThrow();
  });

  it.each(rows)('shows the field %s as it may be written', (field, example) => {
    const read = schema.parse({ title: 'T', select: {}, ...parse(example) }) as Record<string, unknown>;
    expect(Object.keys(parse(example))).toEqual([field]);
    expect(read[field]).toBeDefined();
  });

  it('shows lines that embed something, with all that may be said in their braces', () => {
    const shown = (page.match(/::(?:video|gallery)[[{](?!…)[^`\n]*/g) ?? []).map(readEmbedLine);
    expect(shown.filter((embed) => !embed || embed.kind === 'mistake')).toEqual([]);
    const told = new Set(shown.flatMap((embed) => Object.keys(embed ?? {})));
    const known = ['kind', 'id', 'access', 'title', 'caption', 'chapters', 'player', 'filter'];
    expect([...told].toSorted()).toEqual(known.toSorted());
  });

  it('names every field, and no others', () => {
    const known = Object.keys((schema as unknown as { shape: object }).shape);
    const shown = new Set([
      ...rows.map(([field]) => field),
      ...files.flatMap((front) => Object.keys(parse(front))),
    ]);
    expect([...shown].toSorted()).toEqual(known.toSorted());
  });
});
