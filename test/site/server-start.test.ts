import { execFile, spawnSync } from 'node:child_process';
import { writeFile } from 'node:fs/promises';
import { delimiter, join } from 'node:path';
import { promisify } from 'node:util';
import { type Sandbox, startSandbox } from 'api-video-sandbox';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { startFakeRedis } from '../helpers/fake-redis.js';
import { sendHttp } from '../helpers/http-request.js';
import {
  astro,
  childEnvironment,
  createSite,
  type RunningSite,
  removeSite,
  serve,
  type Variables,
} from '../helpers/site.js';

const run = promisify(execFile);

let sandbox: Sandbox;
let folder: string;
let site: RunningSite | undefined;

beforeAll(async () => {
  sandbox = await startSandbox({ limits: false });
  folder = await createSite('minimal');
  const { code, output } = await astro(folder, 'build', sandbox.env);
  if (code !== 0) throw new Error(output);
});

afterAll(async () => {
  await sandbox?.close();
  if (folder) await removeSite(folder);
});

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

describe.each(NODES)('a Node that is too old, %s', (_, [node = '', ...options]) => {
  /** What a program says before it ends, and how it does. */
  async function started(program: string): Promise<{ code: unknown; stdout: string; stderr: string }> {
    const env = childEnvironment({ ...sandbox.env, HOST: '127.0.0.1', PORT: '0' });
    const failed = await run(node, [...options, program], { cwd: folder, env, timeout: 20_000 }).catch(
      (error) => error,
    );
    return { code: failed.code, stdout: failed.stdout, stderr: failed.stderr };
  }

  const LINE = /^\[astro-vitrine\] Node 22\.12 or later is needed, and this is Node \d+\.\d+\.\d+, .+\n$/;

  it('is told in one line when the server starts, which ends', async () => {
    const { code, stdout, stderr } = await started('dist/server/entry.mjs');
    expect(stderr).toMatch(LINE);
    expect([code, stdout]).toEqual([1, '']);
  });

  it('is an error for a program that imports the server, which it may catch', async () => {
    await writeFile(
      join(folder, 'own-server.mjs'),
      `process.env.ASTRO_NODE_AUTOSTART = 'disabled';
       await import('./dist/server/entry.mjs').catch((error) => console.error(error.message));
       process.exit(3);`,
    );
    const { code, stderr } = await started('own-server.mjs');
    expect(stderr).toMatch(LINE);
    expect(code).toBe(3);
  });
});

it('a build with a Node that is too old says so', async () => {
  const [node = '', ...options] = PRETENDED;
  await writeFile(join(folder, 'build.mjs'), "import { build } from 'astro'; await build({});");
  const env = childEnvironment(sandbox.env);
  const { stderr } = await run(node, [...options, 'build.mjs'], { cwd: folder, env }).catch((error) => error);
  expect(stderr).toContain('Node 22.12 or later is needed');
});

/** Prints, when asked by a signal, how many modules of the Redis client there are in the process. */
const COUNTING = `data:text/javascript,${encodeURIComponent(`
  import { createRequire } from 'node:module';
  const { cache } = createRequire('file:///any.js');
  process.on('SIGUSR2', () => console.log('Redis modules: ' + Object.keys(cache).filter((file) => file.includes('@redis')).length));
`)}`;

describe('a server', () => {
  /** Serves the site, asks for tokens, and gives what was printed until then. */
  async function printed(variables: Variables): Promise<string> {
    site = await serve(folder, { ...sandbox.env, ...variables, NODE_OPTIONS: `--import ${COUNTING}` });
    const headers = { 'content-type': 'application/json', 'sec-fetch-site': 'same-origin' };
    const ask = () =>
      sendHttp(`${site?.url}/_vitrine/tokens`, { method: 'POST', headers, body: '{"grants":[]}' });
    for (let request = 0; request < 3; request++) expect((await ask()).status).toBe(200);
    const { output, pid } = site;
    process.kill(pid, 'SIGUSR2');
    await vi.waitUntil(() => output().includes('Redis modules: '), { timeout: 10_000 });
    await site.close();
    return output();
  }

  it('without a Redis loads no client for it', async () => {
    expect(await printed({})).toContain('Redis modules: 0');
    expect(await printed({ VITRINE_REDIS_URL: '' })).toContain('Redis modules: 0');
  });

  it('with one loads it', async () => {
    const redis = await startFakeRedis();
    const output = await printed({ VITRINE_REDIS_URL: redis.url });
    await redis.close();
    expect(output).toMatch(/Redis modules: [1-9]/);
    expect(output).not.toContain('Redis is');
    expect(redis.commands).toBeGreaterThan(3);
  });

  it.each([
    'no address: opaque_Value',
    'http://opaque_Value:6379',
    '   ',
    'redis://:opaque_Value@127.0.0.1:x',
  ])('with an address that is none says so once and answers: %s', async (url) => {
    const output = await printed({ VITRINE_REDIS_URL: url });
    expect(output.match(/VITRINE_REDIS_URL is not the address of a Redis/g)).toHaveLength(1);
    expect(output).not.toContain('opaque_Value');
  });
});
