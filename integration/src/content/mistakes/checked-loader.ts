import { readFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import { fileURLToPath } from 'node:url';
import { AstroError } from 'astro/errors';
import type { Loader, LoaderContext } from 'astro/loaders';
import { parseDocument } from 'yaml';
import { type EntryType, entryTypesOf } from '../../astro/internals/entry-types.js';
import { watchFileLoader } from '../../astro/internals/file-loader-log.js';
import { thisRun } from '../../astro/internals/this-run.js';
import { oneLine } from '../../contract/one-line.js';
import { isMapping } from '../fields/absent.js';
import { brokenGallery, MISTAKES_ADVICE, mistakesOf } from './broken-gallery.js';
import { type EntrySource, issuesOf, tellIssues, tellSlips } from './file-mistakes.js';
import { dataText } from './front-matter.js';
import { dataWithoutTokens } from './without-tokens.js';
import { frontMatterSlips, jsonSlips, type Slip, yamlSlips } from './yaml-slips.js';

/** A collection of a site, as far as it is looked at. */
export interface Collection {
  loader?: unknown;
  schema?: unknown;
}

const isDev = () => thisRun().command === 'dev';

export const failed = (told: readonly string[]) =>
  new AstroError(
    `${told.length === 1 ? 'There is a mistake' : `There are ${told.length} mistakes`} in the galleries:\n${told.map((line) => `  ${line}`).join('\n')}`,
    MISTAKES_ADVICE,
  );

const isMarkdown = (file: string) => dataText('', file) === undefined;

/** What keeps a file from being read, by the text itself and what Astro's reader said of it. */
function slipsOf(contents: string, file: string, error: unknown): Slip[] {
  const { loc, message = '' } = error as { loc?: { line?: number }; message?: string };
  const around = isMarkdown(file) ? frontMatterSlips(contents) : [];
  if (around.length > 0) return around;
  if (file.endsWith('.json')) return jsonSlips(contents);
  const text = dataText(contents, file) ?? contents;
  const slips = yamlSlips(text, { line: (loc?.line ?? 0) + 1, reason: message });
  return slips.length > 0 ? slips : [{ line: 1, message: `this file cannot be read: ${oneLine(message)}` }];
}

/** As much of a broken file as can be read: the id of an entry may depend on it. */
function readableData(contents: string, file: string): Record<string, unknown> {
  try {
    const data: unknown = parseDocument(dataText(contents, file) ?? '').toJS();
    return isMapping(data) ? dataWithoutTokens(data) : {};
  } catch {
    return {};
  }
}

function contentsOf(filePath: string | undefined): string | undefined {
  try {
    return filePath ? readFileSync(filePath, 'utf8') : undefined;
  } catch {
    return undefined;
  }
}

/**
 * Loads a collection as its own loader does and finds all mistakes of all files, where Astro would stop at the first. A
 * build then fails with all of them; in development they are logged, and the pages of these galleries say them.
 */
function checkedLoader(loader: Loader, schemaOf: () => unknown): Loader {
  return Object.assign(Object.create(loader) as Loader, {
    async load(context: LoaderContext): Promise<void> {
      const root = fileURLToPath(context.config.root);
      const nameOf = (path: string) => relative(root, path).replaceAll('\\', '/');
      const unreadable = new WeakMap<object, readonly Slip[]>();
      const told = new Map<string, readonly string[]>();
      let loading = true;

      const report = (id: string, lines: readonly string[]) => {
        told.set(id, lines);
        if (!loading) context.logger.error(lines.join('\n'));
      };
      const forgiving = (type: EntryType): EntryType => ({
        ...type,
        async getEntryInfo(given) {
          const { contents, fileUrl } = given;
          const file = nameOf(fileURLToPath(fileUrl));
          try {
            const info = await type.getEntryInfo(given);
            const data = dataWithoutTokens(info.data);
            const slips =
              isMarkdown(file) && Object.keys(data).length === 0 ? frontMatterSlips(contents) : [];
            if (slips.length > 0) unreadable.set(data, slips);
            return { ...info, data };
          } catch (error) {
            const data = readableData(contents, file);
            unreadable.set(data, slipsOf(contents, file, error));
            return { data, body: '', slug: '', rawData: '' };
          }
        },
      });
      const parseData: LoaderContext['parseData'] = async (entry) => {
        const { id, data, filePath } = entry;
        const file = filePath ? nameOf(filePath) : undefined;
        const slips = unreadable.get(data);
        try {
          if (!slips) return await context.parseData(entry);
        } catch (error) {
          const source = { id, file, contents: contentsOf(filePath) };
          const issues = await issuesOf(schemaOf(), data);
          const lines = issues
            ? tellIssues(source, issues)
            : [`${file ?? id}: ${oneLine((error as Error).message)}`];
          report(id, lines);
          return brokenGallery(id, lines) as typeof data;
        }
        const lines = tellSlips({ id, file }, slips);
        report(id, lines);
        return brokenGallery(id, lines) as typeof data;
      };

      const logger = watchFileLoader(context.logger, (name) => {
        const file = name.replace(/^\.?\//, '');
        const contents = contentsOf(join(root, file));
        if (contents === undefined) return false;
        report(file, tellSlips({ id: file, file }, slipsOf(contents, file, {})));
        return true;
      });
      const own = { ...context, logger, parseData, ...entryTypesOf(context, forgiving) };
      await loader.load(own);
      loading = false;
      // A file that did not change since is not read again.
      for (const [id, { data }] of context.store.entries()) {
        const lines = mistakesOf(data);
        if (lines) told.set(id, lines);
      }
      if (told.size === 0) return;
      const lines = [...told].sort(([a], [b]) => (a < b ? -1 : 1)).flatMap(([, each]) => each);
      if (isDev()) {
        context.logger.error(failed(lines).message);
        return;
      }
      for (const id of told.keys()) context.store.delete(id);
      throw failed(lines);
    },
  });
}

/** The same for a loader that is a function: it gives the entries, and Astro parses them. */
function checkedFunction(load: () => unknown, schemaOf: () => unknown): () => Promise<unknown> {
  return async () => {
    const given = await load();
    if (typeof given !== 'object' || given === null) return given;
    const told: string[] = [];
    const isRight = async (source: EntrySource, data: unknown) => {
      const issues = await issuesOf(schemaOf(), data);
      told.push(...tellIssues(source, issues ?? []));
      return !issues;
    };
    const entries = await Promise.all(
      Object.entries(given).map(async ([key, data]) => {
        const id = String(Array.isArray(given) ? (data as { id?: unknown }).id : key);
        return { key, data, right: await isRight({ id }, data) };
      }),
    );
    if (told.length === 0) return given;
    if (!isDev()) throw failed(told);
    console.error(`[astro-vitrine] ${failed(told).message}`);
    const right = entries.filter((entry) => entry.right);
    return Array.isArray(given)
      ? right.map(({ data }) => data)
      : Object.fromEntries(right.map(({ key, data }) => [key, data]));
  };
}

const checked = new WeakSet<object>();

/** Has the mistakes of a collection found together, in place. */
export function checkCollection(collection: Collection | undefined): void {
  if (!collection || checked.has(collection)) return;
  const { loader } = collection;
  const schemaOf = () => collection.schema ?? (loader as Loader & { schema?: unknown }).schema;
  if (typeof loader === 'function') collection.loader = checkedFunction(loader as () => unknown, schemaOf);
  else if (typeof (loader as Loader | undefined)?.load === 'function')
    collection.loader = checkedLoader(loader as Loader, schemaOf);
  checked.add(collection);
}
