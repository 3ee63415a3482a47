import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { childEnvironment } from '../helpers/site.js';
import { privateVideo, runSandbox } from '../sandbox/run-sandbox.js';

const command = fileURLToPath(new URL('../../integration/dist/cli/vitrine.js', import.meta.url));
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
    expect(output).toContain('say --yes where nobody can be asked');
    expect(sandbox.counters().reads).toBe(0);
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
