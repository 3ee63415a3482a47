import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { mkdir, rename, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { call } from '../../../sandbox/test/helpers/run-sandbox.js';
import { childEnvironment } from '../../helpers/site.js';
import { builtAccount } from '../last-build/built-account.js';

const command = fileURLToPath(new URL('../../../integration/dist/cli/vitrine.js', import.meta.url));

/** Runs the compiled command beside what a build has left. */
async function stale(folder: string, variables: Record<string, string>, ...argv: string[]) {
  const child = spawn(process.execPath, [command, 'stale', ...argv], {
    cwd: folder,
    env: childEnvironment(variables),
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const output = { stdout: '', stderr: '' };
  for (const name of ['stdout', 'stderr'] as const)
    child[name].on('data', (text) => {
      output[name] += text;
    });
  const [code] = await once(child, 'close');
  return { code: code as number, ...output };
}

const STATE = ['--state', 'vitrine-build.json'];

// Runs what `npm run build` compiled.
describe.skipIf(!existsSync(command))('the command stale', () => {
  it('ends with 1 where nothing changed and with 0 where something did, in one line and one read each', async () => {
    const { sandbox, ids, folder } = await builtAccount();
    const { reads } = sandbox.counters();
    expect(await stale(folder, sandbox.env, ...STATE)).toEqual({
      code: 1,
      stdout: expect.stringMatching(
        /^A build would change nothing: no video has changed since the build of 20[\d-]+T[\d:]+Z\.\n$/,
      ),
      stderr: '',
    });
    expect(sandbox.counters().reads - reads).toBe(1);
    await call(sandbox, 'PATCH', `/videos/${ids[2]}`, { title: 'A title nobody may see' });
    await call(sandbox, 'DELETE', `/videos/${ids[3]}`);
    const { code, stdout, stderr } = await stale(folder, sandbox.env, ...STATE);
    expect(code).toBe(0);
    expect(stdout).toMatch(
      /^A build would change the site since the build of [^ ]+: videos: 1 edited, 1 deleted\.\n$/,
    );
    expect(stderr).toBe('');
    expect(sandbox.counters().reads - reads).toBe(2);
  });

  it('prints JSON for machines, without a token, a key, a title or an id', async () => {
    const { sandbox, ids, titles, folder } = await builtAccount();
    await call(sandbox, 'PATCH', `/videos/${ids[2]}`, { tags: ['fresh'] });
    const { stdout } = await stale(folder, sandbox.env, '--json', ...STATE);
    expect(JSON.parse(stdout)).toEqual({
      stale: true,
      exitCode: 0,
      reasons: [{ id: 'videos', text: 'videos: 1 edited' }],
      videos: { added: 0, edited: 1, deleted: 0 },
      builtAt: expect.stringMatching(/^20[\d-]+T[\d:]+Z$/),
      onlyShown: false,
    });
    const { privateTokens } = sandbox.issued();
    const telling = [...privateTokens, sandbox.apiKey, ...titles, ...ids];
    expect(telling.filter((each) => stdout.includes(each))).toEqual([]);
  });

  it('looks into the cache folder of the site by itself, and reads .env', async () => {
    const { sandbox, folder, path } = await builtAccount();
    const lines = Object.entries(sandbox.env).map(([name, value]) => `${name}=${value}\n`);
    await writeFile(join(folder, '.env'), lines.join(''));
    const without = await stale(folder, {});
    expect(without).toMatchObject({
      code: 0,
      stdout:
        'A build would change the site: node_modules/.astro/vitrine-build.json is not there, so no build is known.\n',
    });
    const usual = join(folder, 'node_modules/.astro/vitrine-build.json');
    await mkdir(dirname(usual), { recursive: true });
    await rename(path, usual);
    expect((await stale(folder, {})).code).toBe(1);
    expect((await stale(folder, {}, '--shown')).stdout).toContain('no video that pages show has changed');
  });

  it.each([
    ['no key', { APIVIDEO_API_KEY: '' }, 'There is no APIVIDEO_API_KEY in the environment or in .env.'],
    ['what cannot be a key', { APIVIDEO_API_KEY: 'a wrong-key' }, 'APIVIDEO_API_KEY cannot be a key'],
    ['a wrong key', { APIVIDEO_API_KEY: 'a-wrong-key' }, 'refused the API key. Check APIVIDEO_API_KEY'],
    ['api.video away', { APIVIDEO_API_URL: 'http://127.0.0.1:9' }, 'http://127.0.0.1:9'],
  ])('ends with 2 and says what to do: %s', async (_, variables, message) => {
    const { sandbox, folder } = await builtAccount();
    const { code, stdout, stderr } = await stale(
      folder,
      { ...sandbox.env, ...variables },
      '--json',
      ...STATE,
    );
    expect(code).toBe(2);
    expect(stderr).toMatch(/^vitrine: It cannot be told whether a build would change the site\. .*\n$/);
    expect(stderr).toContain(message);
    expect(JSON.parse(stdout)).toMatchObject({ stale: null, exitCode: 2 });
    expect(JSON.parse(stdout).error).toContain(message);
    expect(stdout + stderr).not.toContain('wrong-key');
    expect(stdout + stderr).not.toContain('    at ');
  });

  it('is in the help of the whole command', async () => {
    const child = spawn(process.execPath, [command, '--help']);
    let text = '';
    child.stdout.on('data', (chunk) => {
      text += chunk;
    });
    await once(child, 'close');
    expect(text).toContain('stale');
    const { folder } = await builtAccount();
    expect(await stale(folder, {}, '--help')).toMatchObject({
      code: 0,
      stdout: expect.stringContaining('npx vitrine stale && npm run build'),
    });
  });
});
