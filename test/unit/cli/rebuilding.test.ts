import { spawn, spawnSync } from 'node:child_process';
import { chmod, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it, onTestFinished } from 'vitest';
import { parse } from 'yaml';
import { recipe } from '../../helpers/recipe.js';

const DOCUMENT = 'integration/docs/rebuilding.md';

/** A folder whose `npx` ends as told, and whose `npm` takes down that it ran. */
async function folderWith(code: number) {
  const folder = await mkdtemp(join(tmpdir(), 'vitrine-rebuilding-'));
  onTestFinished(() => rm(folder, { recursive: true }));
  const commands = {
    npx: `echo "$@" >> asked; exit ${code}`,
    npm: 'echo "$@" >> built; test ! -e slow || while test ! -e go; do sleep 0.02; done',
  };
  for (const [name, script] of Object.entries(commands)) {
    await writeFile(join(folder, name), `#!/bin/sh\n${script}\n`);
    await chmod(join(folder, name), 0o755);
  }
  const lines = async (name: string) =>
    (await readFile(join(folder, name), 'utf8').catch(() => '')).split('\n').filter(Boolean);
  return { folder, lines, env: { ...process.env, PATH: `${folder}:${process.env.PATH}` } };
}

it.each([
  [0, 0, ['code=0']],
  [1, 0, ['code=1']],
  [2, 1, ['code=2']],
])('the workflow goes by what the command says: %i', async (code, status, output) => {
  const { folder, lines, env } = await folderWith(code);
  const { jobs } = parse(await recipe(DOCUMENT, '.github/workflows/deploy.yml'));
  const steps: { id?: string; if?: string; run?: string }[] = jobs.deploy.steps;
  const step = (id: string) => steps.find((each) => each.id === id);
  const ended = spawnSync('bash', ['-e', '-c', step('stale')?.run ?? ''], {
    cwd: folder,
    env: { ...env, GITHUB_OUTPUT: join(folder, 'output') },
  });
  expect(ended.status).toBe(status);
  expect(await lines('asked')).toEqual(['vitrine stale']);
  expect(await lines('output')).toEqual(output);
  expect(step('deploy')?.if).toContain("steps.stale.outputs.code == '0'");
});

async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await new Promise((resolve) => server.once('listening', resolve));
  const { port } = server.address() as { port: number };
  await new Promise((resolve) => server.close(resolve));
  return port;
}

/** The receiver of the document, as a reader would start it. */
async function receiver(code: number) {
  const made = await folderWith(code);
  await writeFile(join(made.folder, 'rebuild.mjs'), await recipe(DOCUMENT, 'rebuild.mjs'));
  const port = await freePort();
  const env = { ...made.env, REBUILD_SECRET: 'a-secret', PORT: String(port) };
  const child = spawn(process.execPath, ['rebuild.mjs'], { cwd: made.folder, env, stdio: 'ignore' });
  onTestFinished(() => void child.kill());
  const send = (path: string, method = 'POST') =>
    fetch(`http://127.0.0.1:${port}${path}`, { method }).then(({ status }) => status);
  await expect.poll(() => send('/', 'GET').catch(() => 0)).toBe(404);
  return { ...made, send };
}

it('the receiver builds for whoever has the secret, once for calls that come together', async () => {
  const { folder, lines, send } = await receiver(0);
  await writeFile(join(folder, 'slow'), '');
  expect([await send('/rebuild/guess'), await send('/rebuild/a-secret', 'GET')]).toEqual([404, 404]);
  expect(await send('/rebuild/a-secret')).toBe(202);
  await expect.poll(() => lines('built')).toEqual(['run build']);
  for (let call = 0; call < 4; call++) await send('/rebuild/a-secret');
  await writeFile(join(folder, 'go'), '');
  await expect.poll(() => lines('built')).toEqual(['run build', 'run build']);
  expect(await lines('asked')).toEqual(['vitrine stale', 'vitrine stale']);
});

it.each([1, 2])('the receiver leaves the site alone where the command ends with %i', async (code) => {
  const { lines, send } = await receiver(code);
  await send('/rebuild/a-secret');
  await expect.poll(() => lines('asked')).toEqual(['vitrine stale']);
  await send('/rebuild/a-secret');
  await expect.poll(() => lines('asked')).toHaveLength(2);
  expect(await lines('built')).toEqual([]);
});
