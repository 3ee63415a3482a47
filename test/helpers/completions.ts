import { join } from 'node:path';
import ts from 'typescript';

/** What an editor offers in a new file of a site, at each comment of one word in its text, by that word. */
export function completionsIn(site: string, path: string, text: string): Record<string, string[]> {
  const file = join(site, path);
  const config = ts.readConfigFile(join(site, 'tsconfig.json'), ts.sys.readFile);
  const { options, fileNames } = ts.parseJsonConfigFileContent(config.config, ts.sys, site);
  const service = ts.createLanguageService({
    getCompilationSettings: () => options,
    getScriptFileNames: () => [...fileNames, file],
    getScriptVersion: () => '1',
    getScriptSnapshot(name) {
      const found = name === file ? text : ts.sys.readFile(name);
      return found === undefined ? undefined : ts.ScriptSnapshot.fromString(found);
    },
    getCurrentDirectory: () => site,
    getDefaultLibFileName: ts.getDefaultLibFilePath,
    fileExists: (name) => name === file || ts.sys.fileExists(name),
    readFile: ts.sys.readFile,
    readDirectory: ts.sys.readDirectory,
    directoryExists: ts.sys.directoryExists,
    getDirectories: ts.sys.getDirectories,
    realpath: (name) => ts.sys.realpath?.(name) ?? name,
  });
  const offered = [...text.matchAll(/\/\*(\w+)\*\//g)].map(({ 1: name = '', index }) => {
    const found = service.getCompletionsAtPosition(file, index, {});
    return [name, (found?.entries ?? []).map((entry) => entry.name).sort()];
  });
  service.dispose();
  return Object.fromEntries(offered);
}
