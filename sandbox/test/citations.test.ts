import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';

const DOCUMENT = readFileSync(new URL('../docs/api-video.md', import.meta.url), 'utf8');

/** The sections of the document, by their names. */
const SECTIONS = new Map(
  DOCUMENT.split(/^## /m)
    .slice(1)
    .map((section) => [section.split('\n', 1)[0] ?? '', section] as const),
);

/** What GitHub makes of a heading for links. */
const anchorOf = (heading: string) =>
  heading
    .toLowerCase()
    .replace(/[^\w -]/g, '')
    .replaceAll(' ', '-');

/** Of a clone; the package by itself has the first alone. */
const FOLDERS = ['sandbox', 'integration', 'test', 'bench', 'src', 'scripts', 'docs'];

/** Every file of text in the folders, its comments in one line each. */
function* texts(): Generator<{ file: string; text: string }> {
  const root = fileURLToPath(new URL('../..', import.meta.url));
  for (const folder of FOLDERS.map((name) => join(root, name)).filter(existsSync)) {
    for (const file of filesOf(folder)) {
      yield { file, text: readFileSync(file, 'utf8').replace(/\n\s*(\*(?!\/)|\/\/)/g, '') };
    }
  }
}

function filesOf(folder: string): string[] {
  return readdirSync(folder, { withFileTypes: true }).flatMap((entry) => {
    if (entry.isDirectory()) {
      const made = /^(node_modules|dist|\..*)$/.test(entry.name);
      return made ? [] : filesOf(join(folder, entry.name));
    }
    return /\.(ts|m?js|astro|md)$/.test(entry.name) ? [join(folder, entry.name)] : [];
  });
}

const CITATION = /api-video\.md, ((?:"[^"]+"(?:, | and )?)+)/g;

describe('the document of what is known about api.video', () => {
  it('has every section that is cited', () => {
    const cited = [...texts()].flatMap(({ file, text }) =>
      [...text.matchAll(CITATION)].flatMap(([, names = '']) =>
        [...names.matchAll(/"([^"]+)"/g)].map(([, name = '']) => ({ file, name })),
      ),
    );
    expect(cited.length).toBeGreaterThan(70);
    expect(cited.filter(({ name }) => !SECTIONS.has(name))).toEqual([]);
  });

  it('is cited by names that a reader can look up, never by numbers', () => {
    const numbered = /apivideo[-]contract|\bcontract,? \(?\d/i;
    const found = [...texts()].filter(({ text }) => numbered.test(text)).map(({ file }) => file);
    expect(found).toEqual([]);
  });

  it('has every section that a link leads to', () => {
    const anchors = new Set([...SECTIONS.keys()].map(anchorOf));
    const links = [...texts()].flatMap(({ file, text }) => {
      const own = file.endsWith('api-video.md') ? [...text.matchAll(/\]\(#([\w-]+)\)/g)] : [];
      return [...own, ...text.matchAll(/api-video\.md#([\w-]+)/g)].map(([, anchor = '']) => anchor);
    });
    expect(links.length).toBeGreaterThan(1);
    expect(links.filter((anchor) => !anchors.has(anchor))).toEqual([]);
  });

  it('says of every fact how sure it is', () => {
    const facts = [...SECTIONS.values()].flatMap((section) => section.match(/^- .*(?:\n {2}.*)*/gm) ?? []);
    expect(facts.length).toBeGreaterThan(100);
    expect(facts.filter((fact) => !/\((documented|client|inferred|chosen)\)$/.test(fact))).toEqual([]);
  });
});
