import { execFile } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { buffer } from 'node:stream/consumers';
import { promisify } from 'node:util';
import { createGzip } from 'node:zlib';
import type { Figure } from '../../sandbox/bench/figure.js';

const MEGABYTES = 600;
const CHUNK = Buffer.alloc(1_000_000);
const LONGEST = 120_000;

const zeros = () => Readable.from(Array.from({ length: MEGABYTES }, () => CHUNK));
const preload = (file: string) => ['--import', new URL(file, import.meta.url).href];

/** Answers everything with too much: compressed to a thousandth where the client decompresses, else as it is. */
async function startHostileHost() {
  const compressed = await buffer(zeros().pipe(createGzip()));
  const server = createServer(({ headers }, response) => {
    if (headers['accept-encoding']?.includes('gzip')) {
      response.writeHead(200, { 'content-encoding': 'gzip' }).end(compressed);
    } else zeros().pipe(response);
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    close() {
      server.closeAllConnections();
      server.close();
    },
  };
}

/** The most memory of a process that is sent 600 MB for every kind of answer. */
export async function upstreamBodyPeak(): Promise<Figure> {
  const folder = await mkdtemp(join(tmpdir(), 'vitrine-bench-'));
  const peak = join(folder, 'peak-memory');
  const host = await startHostileHost();
  try {
    await promisify(execFile)(
      process.execPath,
      [
        ...preload('../../sandbox/scripts/typescript-imports.mjs'),
        ...preload('../peak-memory.mjs'),
        join(import.meta.dirname, 'read-hostile.ts'),
      ],
      { env: { ...process.env, HOSTILE_URL: host.url, BENCH_PEAK_MEMORY: peak }, timeout: LONGEST },
    );
    return {
      name: 'abuse.upstreamBodyPeakMiB',
      value: Number(await readFile(peak, 'utf8')) / 1024,
      target: { atMost: 300 },
      what: `Peak memory of a process that is sent ${MEGABYTES} MB, mostly compressed, for each kind of answer`,
    };
  } finally {
    host.close();
    await rm(folder, { recursive: true, force: true });
  }
}
