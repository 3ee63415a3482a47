import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { privateVideo, runSandbox } from '../../../sandbox/test/helpers/run-sandbox.js';
import { childEnvironment } from '../../helpers/site.js';

const command = fileURLToPath(new URL('../../../integration/dist/cli/vitrine.js', import.meta.url));
let folder: string;

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'vitrine-doctor-'));
});
afterEach(() => rm(folder, { recursive: true }));

/** Runs the compiled command in a folder that has nothing but perhaps an `.env`. */
async function doctor(variables: Record<string, string>, ...argv: string[]) {
  const child = spawn(process.execPath, [command, 'doctor', ...argv], {
    cwd: folder,
    env: childEnvironment(variables),
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let output = '';
  for (const stream of [child.stdout, child.stderr]) stream.on('data', (text) => (output += text));
  const [code] = await once(child, 'close');
  return { code: code as number, output };
}

// Runs what `npm run build` compiled.
describe.skipIf(!existsSync(command))('the command doctor', () => {
  it('reads .env, and prints JSON without a token or a key', async () => {
    const sandbox = await runSandbox({ tokens: 'until-used', apiKey: 'a-key-of-its-own' });
    const { videoId } = await privateVideo(sandbox);
    const lines = Object.entries(sandbox.env).map(([name, value]) => `${name}=${value}\n`);
    await writeFile(join(folder, '.env'), lines.join(''));
    const { code, output } = await doctor({}, '--video', videoId, '--yes', '--json');
    expect(code).toBe(0);
    expect(JSON.parse(output)).toMatchObject({ exitCode: 0, sandbox: { tokens: 'until-used' } });
    const { privateTokens, sessionTokens } = sandbox.issued();
    const secrets = [...privateTokens, ...sessionTokens, 'a-key-of-its-own'];
    expect(secrets.filter((secret) => output.includes(secret))).toEqual([]);
  });

  it('mints nothing before somebody said yes', async () => {
    const sandbox = await runSandbox();
    const { code, output } = await doctor(sandbox.env, '--video', 'vi1');
    expect(code).toBe(2);
    expect(output).toContain('Add --yes to allow that');
    expect(sandbox.counters().reads).toBe(0);
  });

  it.each([
    ['APIVIDEO_API_URL', 'https://sandbox.api.video/a-path'],
    ['APIVIDEO_API_URL', 'https://user:a-path@sandbox.api.video'],
    ['APIVIDEO_API_URL', 'a-path'],
    ['APIVIDEO_API_KEY', 'a-path\na-path'],
    ['APIVIDEO_API_KEY', '"a-path"'],
  ])('refuses what cannot be the %s, without repeating it: %j', async (name, value) => {
    const { code, output } = await doctor({ APIVIDEO_API_KEY: 'k', [name]: value });
    expect(code).toBe(2);
    expect(output.trim().split('\n')).toEqual([expect.stringMatching(`^vitrine: ${name} `)]);
    expect(output).not.toContain('a-path');
  });

  it('does not mind white space around key and address', async () => {
    const sandbox = await runSandbox();
    const { APIVIDEO_API_KEY, APIVIDEO_API_URL } = sandbox.env;
    const { code, output } = await doctor({
      APIVIDEO_API_KEY: ` ${APIVIDEO_API_KEY}\n`,
      APIVIDEO_API_URL: `\t${APIVIDEO_API_URL}/ `,
    });
    expect([code, output]).toEqual([0, expect.stringContaining(`What ${APIVIDEO_API_URL} says`)]);
  });

  it('finds an ASTRO_KEY that can be guessed', async () => {
    const sandbox = await runSandbox();
    await writeFile(join(folder, '.env'), 'ASTRO_KEY=a-word-and-a-half\n');
    const weak = await doctor(sandbox.env);
    expect([weak.code, weak.output]).toEqual([1, expect.stringContaining('npx astro create-key')]);
    expect(weak.output).not.toContain('a-word-and-a-half');
    const strong = await doctor({ ...sandbox.env, ASTRO_KEY: Buffer.alloc(32, 1).toString('base64') });
    expect([strong.code, strong.output]).toEqual([0, expect.not.stringContaining('ASTRO_KEY')]);
  });

  it('has an exit code for each way it can end', async () => {
    const sandbox = await runSandbox();
    const wrong = await doctor({ ...sandbox.env, APIVIDEO_API_KEY: 'mistyped' });
    expect([wrong.code, wrong.output]).toEqual([1, expect.stringContaining('refuses the key')]);
    const keyless = await doctor({});
    expect([keyless.code, keyless.output]).toEqual([
      2,
      expect.stringContaining('There is no APIVIDEO_API_KEY'),
    ]);
    const unknown = await doctor(sandbox.env, '--colour');
    expect([unknown.code, unknown.output]).toEqual([2, expect.stringContaining('vitrine doctor --help')]);
    await sandbox.close();
    const nobody = await doctor(sandbox.env);
    expect([nobody.code, nobody.output]).toEqual([3, expect.stringContaining('could not be reached')]);
    for (const { output } of [wrong, keyless, unknown, nobody]) expect(output).not.toContain('    at ');
  });
});
