import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { ROOT } from '../../test/helpers/site.js';

const COMMAND = join(ROOT, 'sandbox/bin/api-video-sandbox.mjs');
const API_KEY = 'vitrine-sandbox-key';

/** A sandbox in a process of its own, as api.video is far from a build. */
export interface FarAccount {
  env: Record<string, string>;
  /** Parsed, unless bytes are enough. */
  call(method: string, path: string, body?: unknown, as?: 'bytes'): Promise<unknown>;
  /** Reads at the management API since the last reset. */
  reads(): Promise<number>;
  /** As at the start, with its quota untouched and its lists sorted, as a database has them. */
  reset(): Promise<void>;
  close(): void;
}

export async function startFarAccount(videos: number, latency: number): Promise<FarAccount> {
  const flags = ['--port', '0', '--quiet', '--videos', String(videos), '--latency', String(latency)];
  const child = spawn(process.execPath, [COMMAND, ...flags], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const apiUrl = await firstLine(child);

  async function call(method: string, path: string, body?: unknown, as?: 'bytes'): Promise<unknown> {
    const response = await fetch(apiUrl + path, {
      method,
      headers: {
        authorization: `Basic ${Buffer.from(`${API_KEY}:`).toString('base64')}`,
        'content-type': 'application/json',
      },
      body: body === undefined ? null : JSON.stringify(body),
    });
    if (!response.ok) throw new Error(`${method} ${path} gave ${response.status}.`);
    if (as === 'bytes') return response.arrayBuffer();
    return response.status === 204 ? undefined : response.json();
  }

  const reads = async () =>
    ((await call('GET', '/_sandbox/state')) as { counters: { reads: number } }).counters.reads;

  return {
    env: { APIVIDEO_API_KEY: API_KEY, APIVIDEO_API_URL: apiUrl },
    call,
    reads,
    async reset() {
      await call('POST', '/_sandbox/reset', {});
      await call('GET', '/videos?sortBy=createdAt&sortOrder=asc');
      await call('GET', '/videos?sortBy=updatedAt&sortOrder=desc');
    },
    close: () => child.kill(),
  };
}

async function firstLine(child: ChildProcess): Promise<string> {
  let text = '';
  while (!text.includes('\n')) {
    const [chunk] = (await once(child.stdout as NodeJS.ReadableStream, 'data')) as [Buffer];
    text += chunk.toString();
  }
  return text.trim();
}
