import { execFile, spawn } from 'node:child_process';
import { once } from 'node:events';
import { cp, mkdir, mkdtemp, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { promisify } from 'node:util';
import { describe, expect, test } from 'vitest';
import { childEnvironment, ROOT } from '../helpers/site.js';

const run = promisify(execFile);

/** What a clone does not have. */
const MADE = new Set(['dist', 'node_modules', '.tmp']);

const WORKSPACES = ['sandbox', 'integration'];

/** Whoever runs the tests by npm has told it by variables where it is: elsewhere. */
const env = () =>
  Object.fromEntries(Object.entries(childEnvironment({})).filter(([name]) => !/^npm_/i.test(name)));

/** A clone of the workspace just after `npm install`; packages are those of the workspace around it. */
const it = test
  // biome-ignore lint/correctness/noEmptyPattern: vitest reads from the pattern what a fixture needs.
  .extend('clone', { scope: 'file' }, async ({}, { onCleanup }) => {
    await mkdir(join(ROOT, '.tmp'), { recursive: true });
    const clone = await mkdtemp(join(ROOT, '.tmp', 'clone-'));
    onCleanup(() => rm(clone, { recursive: true, force: true }));
    const filter = (path: string) => !MADE.has(basename(path));
    for (const name of WORKSPACES) {
      await cp(join(ROOT, name), join(clone, name), { recursive: true, filter });
      const manifest = JSON.parse(await readFile(join(ROOT, name, 'package.json'), 'utf8'));
      const { dependencies: _packages, devDependencies: _tools, peerDependencies: _peers, ...own } = manifest;
      await writeFile(join(clone, name, 'package.json'), JSON.stringify(own));
    }
    const workspace = { name: 'clone', private: true, type: 'module', workspaces: WORKSPACES };
    await writeFile(join(clone, 'package.json'), JSON.stringify(workspace));
    await run('npm', ['install', '--offline', '--no-audit', '--no-fund'], { cwd: clone, env: env() });
    return clone;
  })
  .extend(
    'npx',
    { scope: 'file' },
    async ({ clone }) =>
      (...args: string[]) =>
        run('npx', ['--no', '--', ...args], { cwd: clone, env: env() }),
  );

describe('in a fresh clone, after the first npm install', () => {
  it.for(['vitrine', 'vitrine sandbox', 'vitrine doctor', 'api-video-sandbox'])(
    'npx %s works, with nothing built',
    async (command, { clone, npx }) => {
      const { stdout, stderr } = await npx(...command.split(' '), '--help');
      expect(stdout).toContain(`Usage: ${command} `);
      expect(stderr).not.toContain('Warning');
      for (const name of WORKSPACES) await expect(stat(join(clone, name, 'dist'))).rejects.toThrow();
    },
  );

  it.for(['vitrine sandbox', 'api-video-sandbox'])(
    '%s, as it is linked, serves a sandbox until it is told to stop',
    async (command, { clone }) => {
      const [name = '', ...argv] = command.split(' ');
      const link = join(clone, 'node_modules/.bin', name);
      const child = spawn(link, [...argv, '--port', '0', '--quiet'], { cwd: clone, env: env() });
      try {
        const [line] = (await once(child.stdout, 'data')) as [Buffer];
        const response = await fetch(`${line.toString().trim()}/videos`, {
          headers: { authorization: `Basic ${btoa('vitrine-sandbox-key:')}` },
        });
        expect(response.status).toBe(200);
      } finally {
        child.kill('SIGTERM');
      }
      expect(await once(child, 'close')).toEqual([0, null]);
    },
  );

  it('each command says what to do where there is nothing to run', async ({ clone, npx }) => {
    for (const name of WORKSPACES) await rm(join(clone, name, 'src'), { recursive: true });
    for (const command of ['vitrine', 'api-video-sandbox']) {
      const { code, stderr } = await npx(command, '--help').then(
        () => expect.unreachable(),
        (error: { code: number; stderr: string }) => error,
      );
      expect(code).toBe(1);
      expect(stderr).toMatch(new RegExp(`^${command}: .*npm run build`, 'm'));
      expect(stderr).not.toContain('    at ');
    }
  });
});
