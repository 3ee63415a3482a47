import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createServer, DevEnvironment, isRunnableDevEnvironment } from 'vite';
import { expect, it, onTestFinished } from 'vitest';
import { importInServer } from '../../../../integration/src/astro/internals/runnable-environment.js';

/** A server as `astro dev` has one, and a module in its folder. */
async function serverWith(ssr: object = {}) {
  const folder = await mkdtemp(join(tmpdir(), 'vitrine-runner-'));
  const file = join(folder, 'state.js');
  await writeFile(file, 'export const state = {};');
  const server = await createServer({
    root: folder,
    configFile: false,
    logLevel: 'silent',
    server: { middlewareMode: true, ws: false, watch: null },
    environments: { ssr },
  });
  onTestFinished(async () => {
    await server.close();
    await rm(folder, { recursive: true });
  });
  return { server, file };
}

it('gives the same module as routes have', async () => {
  const { server, file } = await serverWith();
  const { ssr } = server.environments;
  if (!isRunnableDevEnvironment(ssr)) throw new Error('Vite runs routes elsewhere.');
  const routes = await ssr.runner.import(file);
  expect(await importInServer(server, file)).toBe(routes);
});

it('gives nothing where routes run elsewhere', async () => {
  const { server, file } = await serverWith({
    dev: {
      createEnvironment: (name: string, config: never) => new DevEnvironment(name, config, { hot: false }),
    },
  });
  expect(await importInServer(server, file)).toBeUndefined();
  expect(await importInServer({ environments: {} } as never, file)).toBeUndefined();
});
