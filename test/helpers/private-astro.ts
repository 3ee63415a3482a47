import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { ROOT } from './site.js';

/** A module of Astro's that its package does not export, for tests of what is relied upon without a promise. */
export const importAstro = <Module>(path: string): Promise<Module> =>
  import(pathToFileURL(join(ROOT, 'node_modules/astro/dist', path)).href);
