import { execFile, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { siteTest } from './fixtures.js';
import { childEnvironment, ROOT, type Variables } from './site.js';

const run = promisify(execFile);

/** The version that the workspace has, so that both sides of a test speak of the same package. */
async function installedVersion(name: string): Promise<string> {
  return JSON.parse(await readFile(join(ROOT, 'node_modules', name, 'package.json'), 'utf8')).version;
}

/** A folder outside the workspace, where the packed tarballs are installed as users install them. */
export interface Outside {
  folder: string;
  /** What a site's package.json there says. */
  manifest: string;
  /** Runs an `astro` command in a site at or below the folder, with the Astro installed there. */
  astro(site: string, command: string, variables: Variables): Promise<{ code: number; output: string }>;
  remove(): Promise<void>;
}

/** Both packages as tarballs: the sandbox's version need not be published yet. */
async function packInto(folder: string): Promise<Record<string, string>> {
  const pack = ['pack', '--json', '--pack-destination', folder, '--workspaces'];
  const { stdout } = await run('npm', pack, { cwd: ROOT });
  const packed: { name: string; filename: string }[] = JSON.parse(stdout.slice(stdout.indexOf('[')));
  return Object.fromEntries(packed.map(({ name, filename }) => [name, `file:${join(folder, filename)}`]));
}

/**
 * @param packages What the site needs besides Astro and its Node adapter, in the workspace's versions.
 * @param versions Versions other than the workspace's.
 */
async function installOutside(
  packages: readonly string[] = [],
  versions: Record<string, string> = {},
): Promise<Outside> {
  const folder = await mkdtemp(join(tmpdir(), 'vitrine-outside-'));
  const dependencies = await packInto(folder);
  for (const name of ['astro', '@astrojs/node', ...packages]) {
    dependencies[name] = versions[name] ?? (await installedVersion(name));
  }
  const manifest = JSON.stringify({ name: 'outside', private: true, type: 'module', dependencies });
  await writeFile(join(folder, 'package.json'), manifest);
  await run('npm', ['install', '--prefer-offline', '--no-audit', '--no-fund', '--loglevel=error'], {
    cwd: folder,
  });
  return {
    folder,
    manifest,
    async astro(site, command, variables) {
      const binary = join(folder, 'node_modules/astro/bin/astro.mjs');
      const child = spawn(process.execPath, [binary, command], {
        cwd: site,
        env: childEnvironment(variables),
        stdio: ['ignore', 'pipe', 'pipe'],
      });
      let output = '';
      for (const stream of [child.stdout, child.stderr]) stream.on('data', (text) => (output += text));
      const [code] = await once(child, 'close');
      return { code: code as number, output };
    },
    remove: () => rm(folder, { recursive: true, force: true }),
  };
}

/** Tests of packages as users install them: `outside`, once for a file. Takes what `installOutside` takes. */
export const outsideTest = (...what: Parameters<typeof installOutside>) =>
  // biome-ignore lint/correctness/noEmptyPattern: vitest reads from the pattern what a fixture needs.
  siteTest().extend('outside', { scope: 'file' }, async ({}, { onCleanup }) => {
    const outside = await installOutside(...what);
    onCleanup(outside.remove);
    return outside;
  });
