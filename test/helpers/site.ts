import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { cp, mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

export const ROOT = fileURLToPath(new URL('../..', import.meta.url));
const ASTRO = join(ROOT, 'node_modules/astro/bin/astro.mjs');

export type Variables = Record<string, string>;

/** Files over those of a fixture, by their path; null leaves one out. */
export type SiteFiles = Record<string, string | null>;

/** Variables of the test runner and of whoever started it. */
const FOREIGN = [
  ...['APIVIDEO_API_KEY', 'APIVIDEO_API_URL', 'ASTRO_KEY', 'VITRINE_REDIS_URL'],
  ...['NODE_ENV', 'VITEST', 'TEST', 'MODE', 'DEV', 'PROD', 'SSR', 'BASE_URL'],
];

/** The environment of a child: ours, without what would change its answers. */
export function childEnvironment(variables: Variables): Variables {
  const given = Object.fromEntries(
    Object.entries(process.env).filter(([, value]) => value !== undefined),
  ) as Variables;
  for (const name of FOREIGN) {
    delete given[name];
  }
  return {
    ...given,
    ASTRO_TELEMETRY_DISABLED: '1',
    ASTRO_DEV_BACKGROUND: '0',
    ASTRO_PREVIEW_BACKGROUND: '0',
    NO_COLOR: '1',
    ...variables,
  };
}

/** What makes the demo site, at the root of the workspace. */
const DEMO = ['astro.config.mjs', 'package.json', 'tsconfig.json', 'src', 'public'];

/**
 * Copies a fixture, or the `demo` site, to a folder of its own, below the project so that packages resolve, with
 * some files replaced.
 */
export async function createSite(fixture: string, files: SiteFiles = {}): Promise<string> {
  await mkdir(join(ROOT, '.tmp'), { recursive: true });
  const site = await mkdtemp(join(ROOT, '.tmp', `${fixture}-`));
  if (fixture === 'demo') {
    for (const path of DEMO) await cp(join(ROOT, path), join(site, path), { recursive: true });
  } else await cp(join(ROOT, 'test/fixtures', fixture), site, { recursive: true });
  for (const [name, text] of Object.entries(files)) {
    const path = join(site, name);
    if (text === null) {
      await rm(path, { recursive: true, force: true });
      continue;
    }
    await mkdir(dirname(path), { recursive: true });
    await writeFile(path, text);
  }
  return site;
}

export async function removeSite(site: string): Promise<void> {
  await rm(site, { recursive: true, force: true });
}

function start(args: string[], cwd: string, variables: Variables, timeout?: number) {
  const child = spawn(process.execPath, args, {
    cwd,
    timeout,
    env: childEnvironment(variables),
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let output = '';
  const collect = (chunk: Buffer) => {
    output += chunk.toString();
    child.emit('output');
  };
  child.stdout.on('data', collect);
  child.stderr.on('data', collect);
  return { child, output: () => output };
}

/** Runs an `astro` command to its end, or for some milliseconds at most. */
export async function astro(site: string, command: string, variables: Variables = {}, timeout?: number) {
  const { child, output } = start([ASTRO, command], site, variables, timeout);
  const [code] = await once(child, 'close');
  return { code: code as number, output: output() };
}

/** Builds a site that has to build; gives what the build printed. */
export async function buildSite(site: string, variables: Variables = {}): Promise<string> {
  const { code, output } = await astro(site, 'build', variables);
  if (code !== 0 || !output.includes('Complete!')) throw new Error(`The site was not built:\n${output}`);
  return output;
}

export interface RunningSite {
  url: string;
  /** Of its process. */
  pid: number;
  /** Everything it has printed so far. */
  output: () => string;
  close: () => Promise<void>;
}

async function listening(args: string[], site: string, variables: Variables): Promise<RunningSite> {
  const { child, output } = start(args, site, variables);
  const port = () => output().match(/(?:Local|listening on)\s+https?:\/\/[^:\s]+:(\d+)/)?.[1];
  while (!port()) {
    if (child.exitCode !== null) throw new Error(`The site did not start:\n${output()}`);
    await Promise.race([once(child, 'output'), once(child, 'close')]);
  }
  return {
    url: `http://127.0.0.1:${port()}`,
    pid: child.pid as number,
    output,
    async close() {
      if (child.exitCode !== null || child.signalCode !== null) return;
      const closed = once(child, 'close');
      child.kill('SIGTERM');
      await closed;
    },
  };
}

/** Serves a built site as an operator would, on a free port. */
export function serve(site: string, variables: Variables = {}): Promise<RunningSite> {
  return listening(['dist/server/entry.mjs'], site, { HOST: '127.0.0.1', PORT: '0', ...variables });
}

/** Starts `astro dev` on a free port. */
export function dev(site: string, variables: Variables = {}): Promise<RunningSite> {
  return listening([ASTRO, 'dev', '--host', '127.0.0.1', '--port', '0'], site, variables);
}
