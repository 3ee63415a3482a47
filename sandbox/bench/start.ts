import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import type { Figure } from './figure.js';
import { median, ratios } from './statistics.js';

const RUNS = 9;
const COMMAND = fileURLToPath(new URL('../bin/api-video-sandbox.mjs', import.meta.url));
const BARE =
  "import('node:http').then(({ createServer }) => createServer().listen(0, '127.0.0.1', () => console.log('listening')))";

const sandbox = (videos: number) => [
  COMMAND,
  '--port',
  '0',
  '--quiet',
  '--no-limits',
  '--videos',
  `${videos}`,
];

/** From starting a process to listening, in turns; the first list besides, since the catalogue is read with it. */
export async function start(): Promise<Figure[]> {
  const bare: number[] = [];
  const few: number[] = [];
  const many: number[] = [];
  const firstList: number[] = [];
  for (let run = 0; run < RUNS; run++) {
    bare.push((await measured(['-e', BARE])).listening);
    few.push((await measured(sandbox(24))).listening);
    const { listening, listed } = await measured(sandbox(10_000), true);
    many.push(listening);
    firstList.push(listed);
  }
  const figure = (name: string, what: string, times: number[], atMost: number): Figure => ({
    name: `sandbox.start.${name}`,
    value: median(ratios(times, bare)),
    what: `${what}, as a ratio to a bare node:http server (${Math.round(median(times))} to ${Math.round(median(bare))} ms)`,
    target: { atMost },
    samples: ratios(times, bare),
  });
  return [
    figure('24', 'start to listening with 24 videos', few, 2),
    figure('10000', 'start to listening with 10,000 videos', many, 2),
    {
      name: 'sandbox.start.firstList',
      value: median(firstList),
      what: 'the first list of 10,000 videos, milliseconds',
      samples: firstList,
    },
  ];
}

async function measured(argv: string[], list = false): Promise<{ listening: number; listed: number }> {
  const started = performance.now();
  const child: ChildProcess = spawn(process.execPath, argv, { stdio: ['ignore', 'pipe', 'inherit'] });
  const [text] = child.stdout ? await once(child.stdout, 'data') : [''];
  const listening = performance.now() - started;
  const listed = list ? await listTime(String(text).trim()) : 0;
  child.kill('SIGKILL');
  await once(child, 'exit');
  return { listening, listed };
}

async function listTime(origin: string): Promise<number> {
  const started = performance.now();
  const headers = { authorization: `Basic ${btoa('vitrine-sandbox-key:')}` };
  await (await fetch(`${origin}/videos?pageSize=100`, { headers })).arrayBuffer();
  return performance.now() - started;
}
