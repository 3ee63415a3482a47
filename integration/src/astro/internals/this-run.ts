import { processWide } from './process-wide.js';

/** What this process is about; without a command where no integration runs in it, as in a deployed server. */
interface ThisRun {
  command?: 'dev' | 'build' | 'preview' | 'sync';
  /** The project's folder. */
  root?: string;
  /** The `hosts` option, for the loader. */
  hosts?: readonly string[];
}

export const thisRun = (): ThisRun => processWide('run', () => ({}));
