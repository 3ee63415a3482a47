import { type Dirent, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'node:path/posix';
import { slug } from 'github-slugger';

/** An entry of a collection, as far as its name goes. */
interface Named {
  id: string;
  filePath?: string | undefined;
}

/** The folder, relative to the project, in which a file's name gives an id by Astro's rule; undefined for other rules. */
function baseOf({ id, filePath = '' }: Named): string | undefined {
  const { dir, name } = parse(filePath);
  const folders = dir.split('/');
  const own = id.split('/');
  for (const names of [[...folders, name], ...(slug(name) === 'index' ? [folders] : [])]) {
    const tail = names.slice(-own.length);
    if (names.length >= own.length && tail.map((each) => slug(each)).join('/') === id)
      return names.slice(0, -own.length).join('/');
  }
  return undefined;
}

/**
 * Files beside those of the galleries that Astro's `glob()` makes the same ids of, such as `talks.md` beside
 * `talks/index.md`: its collection keeps one of the two.
 *
 * Tried with Astro 7.3, which gives `github-slugger` each part of a path and drops a last `index`. By another rule such a
 * file is lost without a word, or a build stops for files that do not meet; test/site/addresses.test.ts fails.
 *
 * @param root The project's folder.
 */
export function twinFiles(galleries: readonly Named[], root: string): { id: string; filePath: string }[] {
  const files = new Set(galleries.flatMap(({ filePath }) => filePath ?? []));
  const extensions = new Set([...files].map((file) => parse(file).ext));
  const folders = new Map<string, Folder>();

  function folderAt(path: string): Folder {
    const known = folders.get(path) ?? readFolder(join(root, path));
    folders.set(path, known);
    return known;
  }

  /** The files in a folder that some segments of an id may come from. */
  function filesOf(folder: string, [first = '', ...rest]: readonly string[]): string[] {
    const below = (name: string) => (folder ? `${folder}/${name}` : name);
    const found = folderAt(folder).get(first) ?? [];
    return found.flatMap((entry) => {
      if (entry.isDirectory()) return filesOf(below(entry.name), rest.length > 0 ? rest : ['index']);
      return rest.length === 0 && extensions.has(parse(entry.name).ext) ? [below(entry.name)] : [];
    });
  }

  return galleries.flatMap((gallery) => {
    const base = baseOf(gallery);
    if (base === undefined) return [];
    const twins = filesOf(base, gallery.id.split('/')).filter((file) => !files.has(file));
    return twins.map((filePath) => ({ id: gallery.id, filePath }));
  });
}

/** What stands in a folder, by what its name becomes in an id. */
type Folder = ReadonlyMap<string, readonly Dirent[]>;

const inId = (entry: Dirent) => slug(entry.isDirectory() ? entry.name : parse(entry.name).name);

/** Empty where the folder cannot be read, as in a runtime without files. */
function readFolder(path: string): Folder {
  try {
    return Map.groupBy(readdirSync(path, { withFileTypes: true }), inId);
  } catch {
    return new Map();
  }
}
