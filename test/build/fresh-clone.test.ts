import { execFile, spawn } from 'node:child_process';
import { once } from 'node:events';
import { cp, mkdir, mkdtemp, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { childEnvironment, ROOT } from '../helpers/site.js';

const run = promisify(execFile);

/** What a clone does not have. */
const MADE = new Set(['dist', 'node_modules', '.tmp']);

let clone: string;

/** A clone of the workspace just after `npm install`; packages are those of the workspace around it. */
beforeAll(async () => {
  await mkdir(join(ROOT, '.tmp'), { recursive: true });
  clone = await mkdtemp(join(ROOT, '.tmp', 'clone-'));
  const filter = (path: string) => !MADE.has(basename(path));
  await cp(join(ROOT, 'integration'), join(clone, 'integration'), { recursive: true, filter });
  const manifest = JSON.parse(await readFile(join(ROOT, 'integration/package.json'), 'utf8'));
  const { dependencies: _packages, peerDependencies: _peers, ...own } = manifest;
  await writeFile(join(clone, 'integration/package.json'), JSON.stringify(own));
  const workspace = { name: 'clone', private: true, type: 'module', workspaces: ['integration'] };
  await writeFile(join(clone, 'package.json'), JSON.stringify(workspace));
  await run('npm', ['install', '--offline', '--no-audit', '--no-fund'], { cwd: clone, env: env() });
});

afterAll(() => rm(clone, { recursive: true, force: true }));

/** Whoever runs the tests by npm has told it by variables where it is: elsewhere. */
const env = () =>
  Object.fromEntries(Object.entries(childEnvironment({})).filter(([name]) => !/^npm_/i.test(name)));

const npx = (...args: string[]) => run('npx', ['--no', '--', 'vitrine', ...args], { cwd: clone, env: env() });

describe('in a fresh clone, after the first npm install', () => {
  it('npx vitrine works, with nothing built', async () => {
    expect((await npx('--help')).stdout).toMatch(/^Usage: vitrine[\s\S]*^ +sandbox /m);
    for (const command of ['sandbox', 'doctor']) {
      const { stdout, stderr } = await npx(command, '--help');
      expect(stdout).toContain(`Usage: vitrine ${command}`);
      expect(stderr).not.toContain('Warning');
    }
    await expect(stat(join(clone, 'integration/dist'))).rejects.toThrow();
  });

  it('the command it links serves a sandbox, until it is told to stop', async () => {
    const link = join(clone, 'node_modules/.bin/vitrine');
    const child = spawn(link, ['sandbox', '--port', '0', '--quiet'], { cwd: clone, env: env() });
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
  });

  it('says what to do where there is nothing to run', async () => {
    await rm(join(clone, 'integration/src'), { recursive: true });
    const { code, stderr } = await npx('--help').then(
      () => expect.unreachable(),
      (error: { code: number; stderr: string }) => error,
    );
    expect(code).toBe(1);
    expect(stderr).toContain('npm run build');
    expect(stderr).not.toContain('    at ');
  });
});
