import { execFile, spawnSync } from 'node:child_process';
import { writeFile } from 'node:fs/promises';
import { delimiter, join } from 'node:path';
import { promisify } from 'node:util';
import { describe, expect, onTestFinished, vi } from 'vitest';
import { startFakeRedis } from '../helpers/fake-redis.js';
import { siteTest } from '../helpers/fixtures.js';
import { sendHttp } from '../helpers/http-request.js';
import { childEnvironment, serve, type Variables } from '../helpers/site.js';

const run = promisify(execFile);

/** Node that says it is an older one. */
const PRETENDED = [
  process.execPath,
  '--import',
  `data:text/javascript,Object.defineProperty(process, 'versions', { value: { ...process.versions, node: '20.19.0' } })`,
];

/** An older Node where this machine has one. */
const older = (process.env.PATH ?? '')
  .split(delimiter)
  .map((path) => join(path, 'node'))
  .find((node) => /^v(1[4-9]|2[01])\./.test(String(spawnSync(node, ['--version']).stdout)));

const NODES: [what: string, command: string[]][] = [['that says so', PRETENDED]];
if (older) NODES.push(['of this machine', [older]]);

interface Ended {
  code: unknown;
  stdout: string;
  stderr: string;
}

/** Prints, when asked by a signal, how many modules of the Redis client there are in the process. */
const COUNTING = `data:text/javascript,${encodeURIComponent(`
  import { createRequire } from 'node:module';
  const { cache } = createRequire('file:///any.js');
  process.on('SIGUSR2', () => console.log('Redis modules: ' + Object.keys(cache).filter((file) => file.includes('@redis')).length));
`)}`;

const it = siteTest()
  /** What a program beside the built site says before it ends, and how it does. */
  .extend(
    'ended',
    async ({ built, sandbox }) =>
      async ([node = '', ...options]: string[], program: string): Promise<Ended> => {
        const env = childEnvironment({ ...sandbox.env, HOST: '127.0.0.1', PORT: '0' });
        const { code, stdout, stderr } = await run(node, [...options, program], {
          cwd: built.folder,
          env,
          timeout: 20_000,
        }).catch((error) => error);
        return { code, stdout, stderr };
      },
  )
  /** Serves the site, asks for tokens, and gives what was printed until then. */
  .extend('printed', async ({ built, sandbox }) => async (variables: Variables): Promise<string> => {
    const node = { NODE_OPTIONS: `--import ${COUNTING}` };
    const { close, output, pid, url } = await serve(built.folder, { ...sandbox.env, ...variables, ...node });
    onTestFinished(close);
    const headers = { 'content-type': 'application/json', 'sec-fetch-site': 'same-origin' };
    for (let request = 0; request < 3; request++) {
      const answer = await sendHttp(`${url}/_vitrine/tokens`, {
        method: 'POST',
        headers,
        body: '{"grants":[]}',
      });
      expect(answer.status).toBe(200);
    }
    process.kill(pid, 'SIGUSR2');
    await vi.waitUntil(() => output().includes('Redis modules: '), { timeout: 10_000 });
    await close();
    return output();
  });

describe.each(NODES)('a Node that is too old, %s', (_, node) => {
  const LINE = /^\[astro-vitrine\] Node 22\.12 or later is needed, and this is Node \d+\.\d+\.\d+, .+\n$/;

  it('is told in one line when the server starts, which ends', async ({ ended }) => {
    const { code, stdout, stderr } = await ended(node, 'dist/server/entry.mjs');
    expect(stderr).toMatch(LINE);
    expect([code, stdout]).toEqual([1, '']);
  });

  it('is an error for a program that imports the server, which it may catch', async ({
    built: { folder },
    ended,
  }) => {
    await writeFile(
      join(folder, 'own-server.mjs'),
      `process.env.ASTRO_NODE_AUTOSTART = 'disabled';
       await import('./dist/server/entry.mjs').catch((error) => console.error(error.message));
       process.exit(3);`,
    );
    const { code, stderr } = await ended(node, 'own-server.mjs');
    expect(stderr).toMatch(LINE);
    expect(code).toBe(3);
  });
});

it('a build with a Node that is too old says so', async ({ built: { folder }, ended }) => {
  await writeFile(join(folder, 'build.mjs'), "import { build } from 'astro'; await build({});");
  expect((await ended(PRETENDED, 'build.mjs')).stderr).toContain('Node 22.12 or later is needed');
});

describe('a server', () => {
  it('without a Redis loads no client for it', async ({ printed }) => {
    expect(await printed({})).toContain('Redis modules: 0');
    expect(await printed({ VITRINE_REDIS_URL: '' })).toContain('Redis modules: 0');
  });

  it('with one loads it', async ({ printed }) => {
    const redis = await startFakeRedis();
    onTestFinished(redis.close);
    const output = await printed({ VITRINE_REDIS_URL: redis.url });
    expect(output).toMatch(/Redis modules: [1-9]/);
    expect(output).not.toContain('Redis is');
    expect(redis.commands).toBeGreaterThan(3);
  });

  it.for([
    'no address: opaque_Value',
    'http://opaque_Value:6379',
    '   ',
    'redis://:opaque_Value@127.0.0.1:x',
  ])('with an address that is none says so once and answers: %s', async (url, { printed }) => {
    const output = await printed({ VITRINE_REDIS_URL: url });
    expect(output.match(/VITRINE_REDIS_URL is not the address of a Redis/g)).toHaveLength(1);
    expect(output).not.toContain('opaque_Value');
  });
});
