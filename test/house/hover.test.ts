import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { z } from 'astro/zod';
import ts from 'typescript';
import { describe, expect, it } from 'vitest';
import { optionsSchema } from '../../integration/src/options.js';

const ROOT = fileURLToPath(new URL('../..', import.meta.url));
const FILE = `${ROOT}test/house/hovered.ts`;

interface Option {
  /** Such as `pool.perVideo`. */
  path: string;
  /** Where its name stands in the source. */
  at: number;
}

/** A configuration that names every option, as a developer types it. */
function sourceOf(): { source: string; options: Option[] } {
  const options: Option[] = [];
  let source = "import vitrine from 'astro-vitrine';\nvitrine({";
  const write = (schema: z.ZodType, above: string) => {
    const inner = unwrap(schema);
    if (!(inner instanceof z.ZodObject)) {
      source += 'undefined as never,';
      return;
    }
    if (above) source += '{';
    for (const [name, option] of Object.entries(inner.shape)) {
      const path = above ? `${above}.${name}` : name;
      options.push({ path, at: source.length });
      source += `${name}:`;
      write(option as z.ZodType, path);
    }
    if (above) source += '},';
  };
  write(optionsSchema, '');
  return { source: `${source}});`, options };
}

function unwrap(schema: z.ZodType): z.ZodType {
  const inner = (schema as { def?: { innerType?: z.ZodType } }).def?.innerType;
  return inner ? unwrap(inner) : schema;
}

/** TypeScript's language service, as an editor runs it, with one file that is not on disk. */
function editor(source: string): ts.LanguageService {
  const { config } = ts.readConfigFile(`${ROOT}integration/tsconfig.json`, ts.sys.readFile);
  const { options } = ts.parseJsonConfigFileContent(config, ts.sys, `${ROOT}integration`);
  const read = (file: string) => (file === FILE ? source : ts.sys.readFile(file));
  return ts.createLanguageService({
    ...ts.sys,
    useCaseSensitiveFileNames: () => ts.sys.useCaseSensitiveFileNames,
    getCompilationSettings: () => ({ ...options, rootDir: ROOT, noEmit: true }),
    getScriptFileNames: () => [FILE],
    getScriptVersion: () => '1',
    getScriptSnapshot(file) {
      const text = read(file);
      return text === undefined ? undefined : ts.ScriptSnapshot.fromString(text);
    },
    getCurrentDirectory: () => ROOT,
    getDefaultLibFileName: ts.getDefaultLibFilePath,
    fileExists: (file) => file === FILE || ts.sys.fileExists(file),
    readFile: read,
  });
}

// Hovers over the published types, which `npm run build` writes.
describe.skipIf(!existsSync(`${ROOT}integration/dist/index.d.ts`))(
  'hovering over an option of vitrine()',
  () => {
    const { source, options } = sourceOf();
    const service = editor(source);

    it('type-checks what the test hovers over', () => {
      expect(service.getSemanticDiagnostics(FILE).map(({ messageText }) => messageText)).toEqual([]);
    });

    it.each(options)('tells what $path does', ({ at }) => {
      const info = service.getQuickInfoAtPosition(FILE, at);
      expect(ts.displayPartsToString(info?.documentation).length).toBeGreaterThan(5);
    });
  },
);
