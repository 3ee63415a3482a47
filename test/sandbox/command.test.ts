import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { afterEach, describe, expect, it } from 'vitest';

const command = fileURLToPath(new URL('../../integration/dist/cli/vitrine.js', import.meta.url));
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
describe.skipIf(!existsSync(command))('the command', () => {
  it.each(['SIGINT', 'SIGTERM'] as const)('serves until %s, then ends well', async (signal) => {
    const { child, output } = run('sandbox', '--port', '0', '--videos', '3');
    await expect.poll(() => output.text, { timeout: 10_000 }).toContain('Ctrl+C');
    const variable = (name: string) => new RegExp(`${name}=(\\S+)`).exec(output.text)?.[1] ?? '';
    const response = await fetch(`${variable('APIVIDEO_API_URL')}/videos`, {
      headers: { authorization: `Basic ${btoa(`${variable('APIVIDEO_API_KEY')}:`)}` },
    });
    expect(((await response.json()) as { data: unknown[] }).data).toHaveLength(3);
    child.kill(signal);
    expect(await once(child, 'exit')).toEqual([0, null]);
  });

  it('explains unknown commands and flags, without a stack', async () => {
    for (const [argv, message] of [
      [['galleries'], 'There is no command "galleries"'],
      [['sandbox', '--colour'], "Unknown option '--colour'"],
    ] as const) {
      const { child, output } = run(...argv);
      expect(await once(child, 'exit')).toEqual([2, null]);
      expect(output.text).toContain(message);
      expect(output.text).not.toContain('    at ');
    }
  });

  it('starts without Vite, which only the doctor needs', async () => {
    const told = async (name: string) => {
      const { child, output } = run(name, '--help');
      await once(child, 'close');
      return output.text;
    };
    expect(await told('doctor')).toContain('Vite!');
    expect(await told('sandbox')).not.toContain('Vite!');
  });
});
