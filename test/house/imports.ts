import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join, normalize } from 'node:path/posix';
import { ROOT } from '../helpers/site.js';

const slashed = (path: string) => path.replaceAll('\\', '/');

/** An import or export of a file of ours, types and `import()` included. */
const IMPORT = /\b(?:from|import)\s*\(?\s*'(\.{1,2}\/[^']+)'/g;

/** Every source file of a package, `.astro` included, with those it imports. Paths are relative to `folder`. */
export function importsIn(folder: string): Map<string, string[]> {
  const listed = readdirSync(join(ROOT, folder), { recursive: true, encoding: 'utf8' });
  const files = new Set(listed.map(slashed).filter((file) => /\.(ts|astro|js)$/.test(file)));
  return new Map([...files].map((file) => [file, importsOf(join(ROOT, folder), file, files)]));
}

function importsOf(folder: string, file: string, files: ReadonlySet<string>): string[] {
  const text = readFileSync(join(folder, file), 'utf8');
  return [...text.matchAll(IMPORT)].flatMap(([, specifier = '']) => {
    const path = normalize(join(dirname(file), specifier));
    const candidates = [path.replace(/\.js$/, '.ts'), path.replace(/\.js$/, '.d.ts'), path];
    return candidates.find((candidate) => files.has(candidate)) ?? [];
  });
}

/** One circle for each import that closes one, as its files in order. */
export function circlesIn(imports: ReadonlyMap<string, readonly string[]>): string[] {
  const circles: string[] = [];
  const done = new Set<string>();
  const visit = (file: string, above: readonly string[]) => {
    if (above.includes(file)) circles.push([...above.slice(above.indexOf(file)), file].join(' > '));
    if (done.has(file) || above.includes(file)) return;
    for (const imported of imports.get(file) ?? []) visit(imported, [...above, file]);
    done.add(file);
  };
  for (const file of imports.keys()) visit(file, []);
  return circles;
}
