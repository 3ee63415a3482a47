import type { Environment } from './environment.js';
import type { createVideoLoader } from './loader.js';
import type { BuildReport } from './report.js';

/**
 * What must outlive a restart of the dev server and be seen by every copy of this package in one process: Astro
 * loads the integration natively and the content loader through Vite.
 */
interface ProcessState {
  command?: 'dev' | 'build' | 'preview' | 'sync';
  /** The project's folder. */
  root?: string;
  /** The `hosts` option, for the loader. */
  hosts?: readonly string[];
  /**
   * Makes the content loader. What the integration has loaded already need not come through Vite once more, module by
   * module, at each start.
   */
  createVideoLoader?: typeof createVideoLoader;
  /** Made once per process when there is no `ASTRO_KEY`. */
  temporaryKey?: string;
  /** What the build has seen so far. */
  report?: BuildReport;
  /** Variables of the sandbox that `astro dev` started. */
  sandbox?: Promise<Environment>;
}

const NAME = Symbol.for('astro-vitrine.process');

export function processState(): ProcessState {
  const holder = globalThis as { [NAME]?: ProcessState };
  holder[NAME] ??= {};
  return holder[NAME];
}
