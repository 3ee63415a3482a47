import { processWide } from './process-wide.js';

/**
 * What Astro tells the integration's hooks alone, for the content loader and for pages; without a command where no
 * integration runs in the process, as in a deployed server.
 *
 * Tried with Astro 7.3; see process-wide.ts. Without it a build without a key would go on, with a warning;
 * test/site/errors.test.ts fails.
 */
interface ThisRun {
  command?: 'dev' | 'build' | 'preview' | 'sync';
  /** The project's folder. */
  root?: string;
  /** The folder of files that are served as they are. */
  publicFolder?: string;
  /** The `hosts` option, for the loader. */
  hosts?: readonly string[];
}

export const thisRun = (): ThisRun => processWide('run', () => ({}));
