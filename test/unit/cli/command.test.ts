import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { afterEach, describe, expect, it } from 'vitest';

const command = fileURLToPath(new URL('../../../integration/dist/cli/vitrine.js', import.meta.url));
const children: ChildProcess[] = [];

afterEach(() => {
  for (const child of children.splice(0)) child.kill('SIGKILL');
});

/** Says when Vite is loaded. */
const WATCH = `import { registerHooks } from 'node:module';
registerHooks({ resolve(name, context, next) { if (name === 'vite') console.error('Vite!'); return next(name, context); } });`;

function run(...argv: string[]) {
  const child = spawn(process.execPath, [
    '--import',
    `data:text/javascript,${encodeURIComponent(WATCH)}`,
    command,
    ...argv,
  ]);
  children.push(child);
  const output = { text: '' };
  for (const stream of [child.stdout, child.stderr])
    stream.on('data', (text) => Object.assign(output, { text: output.text + text }));
  return { child, output };
}

// Runs what `npm run build` compiled.
describe.skipIf(!existsSync(command))('vitrine', () => {
  it.each([
    [['galleries'], 'vitrine: There is no command "galleries". The commands are sandbox, doctor, and stale.'],
    [['sandbox', '--colour'], "vitrine sandbox: Unknown option '--colour'"],
    [['doctor', '--colour'], "vitrine: Unknown option '--colour'"],
    [['stale', '--colour'], "vitrine: Unknown option '--colour'"],
    [['stale', '--state='], 'vitrine: --state takes the path of a vitrine-build.json.'],
    [['stale', 'now'], "vitrine: Unexpected argument 'now'"],
  ])('explains what is wrong with %j, without a stack, and ends with 2', async (argv, message) => {
    const { child, output } = run(...argv);
    expect(await once(child, 'close')).toEqual([2, null]);
    expect(output.text).toContain(message);
    expect(output.text).not.toContain('    at ');
  });

  it('leads to the sandbox, which serves until it is told to stop', async () => {
    const { child, output } = run('sandbox', '--port', '0', '--quiet');
    await expect.poll(() => output.text, { timeout: 10_000 }).toMatch(/^http:.*\n/);
    const headers = { authorization: `Basic ${btoa('vitrine-sandbox-key:')}` };
    expect((await fetch(`${output.text.trim()}/videos`, { headers })).status).toBe(200);
    child.kill('SIGTERM');
    expect(await once(child, 'exit')).toEqual([0, null]);
  });

  it('loads Vite for the doctor, and not for the sandbox', async () => {
    const told = async (name: string) => {
      const { child, output } = run(name, '--help');
      await once(child, 'close');
      return output.text;
    };
    expect(await told('doctor')).toContain('Vite!');
    expect(await told('sandbox')).toMatch(/^Usage: vitrine sandbox(?![\s\S]*Vite!)/);
  });
});
