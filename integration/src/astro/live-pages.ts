import { existsSync, readdirSync, readFileSync, rmdirSync, rmSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { AstroError } from 'astro/errors';
import type { BuildReport } from '../galleries/build-report.js';
import { type LiveFile, writeLiveFiles } from '../galleries/live/live-files.js';
import { type Shell, type ShellKind, type Shells, splitShell } from '../galleries/live/shells.js';

/** The file of a page, as `build.format` has it. */
function fileOf(clientDir: URL, path: string): string {
  const files = [`${path}/index.html`, `${path}.html`].map((name) => join(fileURLToPath(clientDir), name));
  return files.find((file) => existsSync(file)) as string;
}

/** Takes a page out of what is served, and the folders that it leaves empty. */
function take(file: string): string {
  const html = readFileSync(file, 'utf8');
  rmSync(file);
  for (let folder = dirname(file); readdirSync(folder).length === 0; folder = dirname(folder))
    rmdirSync(folder);
  return html;
}

function shellOf(html: string, id: string): Shell {
  const shell = splitShell(html);
  if (shell) return shell;
  throw new AstroError(
    `The live gallery "${id}" has a page without its videos, or with several of them.`,
    'The layout that the `layout` option names has to show what it is given, by one <slot />.',
  );
}

/** Hands the pages of live galleries to the server: their frames are no files that visitors get. */
export function keepLivePages(clientDir: URL, serverDir: URL, live: BuildReport['live']): void {
  const files = Array.from(live.values(), ({ gallery, videos, paths }): LiveFile => {
    const kinds = Object.keys(paths) as ShellKind[];
    const shells = kinds.map(
      (kind) => [kind, shellOf(take(fileOf(clientDir, paths[kind])), gallery.id)] as const,
    );
    return { gallery, videos, shells: Object.fromEntries(shells) as unknown as Shells };
  });
  writeLiveFiles(serverDir, files);
}
