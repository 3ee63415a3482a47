import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { performance } from 'node:perf_hooks';
import { pathToFileURL } from 'node:url';
import { astro, type Variables } from '../test/helpers/site.js';

const PRELOAD = pathToFileURL(join(import.meta.dirname, 'peak-memory.mjs')).href;
const LONGEST = 300_000;

export interface Built {
  seconds: number;
  /** The most memory that the build held at a time. */
  megabytes: number;
  output: string;
}

/** Builds a site as `astro build` does, and says what it took. */
export async function measuredBuild(folder: string, variables: Variables = {}): Promise<Built> {
  const peak = join(folder, 'peak-memory');
  const started = performance.now();
  const { code, output } = await astro(
    folder,
    'build',
    { ...variables, NODE_OPTIONS: `--import ${PRELOAD}`, BENCH_PEAK_MEMORY: peak },
    LONGEST,
  );
  const seconds = (performance.now() - started) / 1000;
  if (code !== 0) throw new Error(`A site could not be built:\n${output.slice(-3000)}`);
  return { seconds, megabytes: Number(await readFile(peak, 'utf8')) / 1024, output };
}
