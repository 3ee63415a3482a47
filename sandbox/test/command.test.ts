import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, expect, it, onTestFinished } from 'vitest';

const path = (name: string) => fileURLToPath(new URL(name, import.meta.url));
const command = path('../bin/api-video-sandbox.mjs');

function run(...argv: string[]) {
  const child = spawn(process.execPath, [command, ...argv]);
  onTestFinished(() => void child.kill('SIGKILL'));
  const output = { text: '' };
  for (const stream of [child.stdout, child.stderr])
    stream.on('data', (text) => Object.assign(output, { text: output.text + text }));
  return { child, output };
}

// Runs what `npm run build` compiled.
describe.skipIf(!existsSync(path('../dist/cli/main.js')))('api-video-sandbox', () => {
  it.each(['SIGINT', 'SIGTERM'] as const)('serves until %s, then ends well', async (signal) => {
    const { child, output } = run('--port', '0', '--videos', '3');
    await expect.poll(() => output.text, { timeout: 10_000 }).toContain('Ctrl+C');
    const variable = (name: string) => new RegExp(`${name}=(\\S+)`).exec(output.text)?.[1] ?? '';
    const response = await fetch(`${variable('APIVIDEO_API_URL')}/videos`, {
      headers: { authorization: `Basic ${btoa(`${variable('APIVIDEO_API_KEY')}:`)}` },
    });
    expect(((await response.json()) as { data: unknown[] }).data).toHaveLength(3);
    child.kill(signal);
    expect(await once(child, 'exit')).toEqual([0, null]);
  });

  it.each([
    [['--colour'], "Unknown option '--colour'. See --help."],
    [['--videos', 'many'], '--videos takes a whole number'],
    [['--faults', 'no-such-file.json'], '--faults: '],
  ])('explains what is wrong with %j, without a stack, and ends with 2', async (argv, message) => {
    const { child, output } = run(...argv);
    expect(await once(child, 'close')).toEqual([2, null]);
    expect(output.text).toMatch(/^api-video-sandbox: /);
    expect(output.text).toContain(message);
    expect(output.text).not.toContain('    at ');
  });

  it('says how it is used', async () => {
    const { child, output } = run('--help');
    expect(await once(child, 'close')).toEqual([0, null]);
    expect(output.text).toMatch(/^Usage: api-video-sandbox \[options\]/);
  });
});
