import { execFile, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { childEnvironment, ROOT, type Variables } from './site.js';

const run = promisify(execFile);

/** The version that the workspace has, so that both sides of a test speak of the same package. */
async function installedVersion(name: string): Promise<string> {
  return JSON.parse(await readFile(join(ROOT, 'node_modules', name, 'package.json'), 'utf8')).version;
}

/** A folder outside the workspace, where the packed tarball is installed as users install it. */
export interface Outside {
  folder: string;
  /** What a site's package.json there says. */
  manifest: string;
  /** Runs an `astro` command in a site at or below the folder, with the Astro installed there. */
  astro(site: string, command: string, variables: Variables): Promise<{ code: number; output: string }>;
  remove(): Promise<void>;
}

/**
 * @param packages What the site needs besides Astro and its Node adapter, in the workspace's versions.
 * @param versions Versions other than the workspace's.
 */
export async function installOutside(
  packages: readonly string[] = [],
  versions: Record<string, string> = {},
): Promise<Outside> {
  const folder = await mkdtemp(join(tmpdir(), 'vitrine-outside-'));
  const pack = ['pack', '--json', '--pack-destination', folder, '--workspace', 'astro-vitrine'];
  const { stdout } = await run('npm', pack, { cwd: ROOT });
  const { filename } = JSON.parse(stdout.slice(stdout.indexOf('[')))[0];
  const dependencies: Record<string, string> = { 'astro-vitrine': `file:${join(folder, filename)}` };
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
